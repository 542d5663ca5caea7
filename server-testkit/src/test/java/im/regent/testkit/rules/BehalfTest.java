package im.regent.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server sends in an account's name passes hooks of its own, whoever is to get it. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class BehalfTest {
    private static void route(TestServer server, String from, String to) {
        Jid sender = Jid.valueOf(from);
        Presence presence = Presence.of(Presence.Type.AVAILABLE, sender, Jid.valueOf(to));
        server.routing().router().route(presence, ActingFor.unanswered(sender.bare(), Runnable::run));
    }

    private static List<String> heard(TestServer server, Flow flow, Verdict verdict) {
        List<String> heard = new ArrayList<>();
        server.routing().chains().of(flow, Stanza.Kind.PRESENCE).add(Phase.POLICY, "test", (stanza, origin) -> {
            heard.add(stanza.sender().toString());
            return verdict;
        });
        return heard;
    }

    @Test
    @Section("10")
    void whatIsRoutedForAnAccountPassesThem(TestServer server) {
        List<String> onBehalf = heard(server, Flow.ON_BEHALF, Verdict.pass());
        List<String> outbound = heard(server, Flow.OUTBOUND, Verdict.pass());
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        route(server, "juliet@capulet.lit/balcony", "romeo@montague.lit/orchard");
        romeo.receives("<presence from='juliet@capulet.lit/balcony'/>");
        assertThat(onBehalf).containsExactly("juliet@capulet.lit/balcony");
        assertThat(outbound).isEmpty();
    }

    @Test
    @Section("10")
    void hookCanStopItOnEveryWay(TestServer server) {
        heard(server, Flow.ON_BEHALF, Verdict.drop("a test"));
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        var gateway = server.component("gateway.lit");
        route(server, "juliet@capulet.lit/balcony", "romeo@montague.lit/orchard");
        route(server, "juliet@capulet.lit/balcony", "x@gateway.lit");
        romeo.receivesNothing();
        gateway.receivesNothing();
    }

    @Test
    @Section("10")
    void whatAClientOrComponentSendsItselfDoesNotPassThem(TestServer server) {
        List<String> onBehalf = heard(server, Flow.ON_BEHALF, Verdict.drop("a test"));
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.connect("juliet@capulet.lit/balcony").sends("<presence to='romeo@montague.lit/orchard'/>");
        server.component("gateway.lit").sends("<presence from='x@gateway.lit' to='romeo@montague.lit/orchard'/>");
        romeo.receives("<presence from='juliet@capulet.lit/balcony'/>").receives("<presence from='x@gateway.lit'/>");
        assertThat(onBehalf).isEmpty();
    }
}
