package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@Spec(xep = 356, version = "0.4.1")
class PrivilegedEntityTest {
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");
    private static final Grant GRANT =
            new Grant(Access.NONE, false, MessageAccess.NONE, PresenceAccess.MANAGED_ENTITY, Map.of(), true);
    private static final Message ADVERTISEMENT = Advertisement.of(
            "capulet.lit", PUBSUB, Advertisement.privilege(GRANT, new Advertisement.Heard(), Version.TWO), "a1");
    private static final Presence JULIET =
            Presence.of(Presence.Type.AVAILABLE).withFrom(Jid.valueOf("juliet@capulet.lit/balcony"));

    private final PrivilegedEntity entity = new PrivilegedEntity(PUBSUB, () -> "a1");

    private static final class Link implements ComponentLink {
        private final List<Stanza> sent = new ArrayList<>();

        @Override
        public Jid jid() {
            return PUBSUB;
        }

        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public String streamId() {
            return "s";
        }

        @Override
        public void send(Stanza stanza) {
            sent.add(stanza);
        }

        @Override
        public boolean hasEnded() {
            return false;
        }

        @Override
        public void close(StreamError error) {
            throw new AssertionError("nobody closes this");
        }
    }

    private static PrivilegedEntity.Sight sight(List<Presence> available) {
        return new PrivilegedEntity.Sight() {
            @Override
            public Map<String, Grant> grants() {
                return Map.of("capulet.lit", GRANT);
            }

            @Override
            public boolean isManaged(Jid who) {
                return true;
            }

            @Override
            public boolean seesContactsOf(Jid account) {
                return true;
            }

            @Override
            public void forEachManaged(Consumer<Presence> consumer) {
                available.forEach(consumer);
            }
        };
    }

    @Test
    @Section(value = "4.2", rules = "T37")
    void endOfAnOldStreamDoesNotEndTheNewOne() {
        Link old = new Link();
        Link fresh = new Link();
        entity.connected(old, () -> {}, sight(List.of()));
        entity.connected(fresh, () -> {}, sight(List.of(JULIET)));

        entity.gone(old);
        entity.came(JULIET);
        Iq push = Iq.request(Iq.Type.SET, "p1", Element.of(PrivilegeXml.ROSTER, "query"));
        entity.push(push);

        assertThat(old.sent).containsExactly(ADVERTISEMENT);
        assertThat(fresh.sent).containsExactly(ADVERTISEMENT, JULIET.withTo(PUBSUB), push.withTo(PUBSUB));
    }

    @Test
    @Section(value = "7.1", rules = "P31")
    void whoWasNotToldOfIsNotTakenBack() {
        Link link = new Link();
        entity.came(JULIET);
        entity.connected(link, () -> {}, sight(List.of()));

        entity.went(Presence.of(Presence.Type.UNAVAILABLE).withFrom(JULIET.sender()));

        assertThat(link.sent).containsExactly(ADVERTISEMENT);
    }

    @Test
    @Section(value = "4.4", rules = "P10")
    void nothingIsSentAfterTheEnd() {
        Link link = new Link();
        entity.connected(link, () -> {}, sight(List.of()));
        entity.gone(link);

        entity.came(JULIET);
        entity.push(Iq.request(Iq.Type.SET, "p1", Element.of(PrivilegeXml.ROSTER, "query")));

        assertThat(link.sent).containsExactly(ADVERTISEMENT);
    }
}
