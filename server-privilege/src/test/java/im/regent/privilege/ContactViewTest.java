package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Spec(xep = 356, version = "0.4.1")
@Section(value = "8", rules = "T3")
class ContactViewTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid NURSE = Jid.valueOf("nurse@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");
    private static final Jid ORCHARD = Jid.valueOf("romeo@montague.lit/orchard");
    private static final Jid TOMB = Jid.valueOf("romeo@montague.lit/tomb");

    private final ContactView view = new ContactView();

    private static Presence from(Jid jid) {
        return Presence.of(Presence.Type.AVAILABLE).withFrom(jid);
    }

    private List<Presence> seen() {
        List<Presence> seen = new ArrayList<>();
        view.forEach(seen::add);
        return seen;
    }

    @Test
    void contactIsGoneWhenTheLastAccountLosesSight() {
        view.see(JULIET, from(ORCHARD));
        view.see(NURSE, from(ORCHARD));

        assertThat(view.lose(NURSE, ORCHARD)).isEmpty();
        assertThat(view.lose(NURSE, ORCHARD)).isEmpty();
        assertThat(view.lose(JULIET, ORCHARD)).containsExactly(ORCHARD);
        assertThat(view.lose(JULIET, ORCHARD)).isEmpty();
        assertThat(view.size()).isZero();
    }

    @Test
    void resourcesAreSeenApart() {
        view.see(JULIET, from(ORCHARD));
        view.see(JULIET, from(TOMB));

        assertThat(view.lose(JULIET, ORCHARD)).containsExactly(ORCHARD);
        assertThat(seen()).containsExactly(from(TOMB));
    }

    @Test
    void bareAddressStandsForAllResources() {
        view.see(JULIET, from(TOMB));
        view.see(JULIET, from(ORCHARD));
        view.see(NURSE, from(ORCHARD));

        assertThat(view.lose(JULIET, ROMEO)).containsExactly(TOMB);
        assertThat(view.lose(NURSE, ROMEO)).containsExactly(ORCHARD);
    }

    @Test
    void lastPresenceIsKept() {
        Presence away = from(ORCHARD).plus(Element.text(XmlWriter.CLIENT, "show", "away"));
        view.see(JULIET, from(ORCHARD));
        view.see(JULIET, away);

        assertThat(seen()).containsExactly(away);
    }

    @Test
    void contactCannotFillTheView() {
        for (int i = 0; i < ContactView.MAX_RESOURCES; i++) {
            assertThat(view.see(JULIET, from(Jid.valueOf(ROMEO + "/r" + i)))).isTrue();
        }

        assertThat(view.see(JULIET, from(ORCHARD))).isFalse();
        assertThat(view.see(JULIET, from(Jid.valueOf(ROMEO + "/r0")))).isTrue();
        assertThat(view.see(JULIET, from(Jid.valueOf("mercutio@montague.lit/x"))))
                .isTrue();
        assertThat(view.size()).isEqualTo(ContactView.MAX_RESOURCES + 1);
    }

    @Test
    void hugePresenceIsKeptWithoutItsContent() {
        String much = "x".repeat(ContactView.MAX_CHARACTERS);
        view.see(JULIET, from(ORCHARD).plus(Element.text(XmlWriter.CLIENT, "status", much)));

        assertThat(seen()).containsExactly(from(ORCHARD));
    }
}
