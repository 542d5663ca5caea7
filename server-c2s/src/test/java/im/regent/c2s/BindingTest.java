package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource binding. */
@Spec(rfc = 6120)
class BindingTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private static String boundAddress(WiredClient client) {
        Element answer = client.elements.getLast();
        assertThat(answer.attribute("type", "")).isEqualTo("result");
        assertThat(answer.attribute("id", "")).isEqualTo("b");
        return answer.child(Script.BIND, "bind")
                .flatMap(bind -> bind.child(Script.BIND, "jid"))
                .orElseThrow()
                .text();
    }

    private static List<String> watch(ClientWorld world) {
        List<String> events = new ArrayList<>();
        world.routing()
                .events()
                .on(
                        CoreEvents.SESSION_BOUND,
                        session -> events.add("bound " + session.jid().resource()));
        world.routing()
                .events()
                .on(
                        CoreEvents.SESSION_ENDED,
                        session -> events.add("ended " + session.jid().resource()));
        return events;
    }

    @Test
    @Section(value = "7.6", rules = "R97")
    void withoutAWishTheServerChooses() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            client.sends("<iq type='set' id='b'><bind xmlns='" + Script.BIND + "'/></iq>");
            assertThat(boundAddress(client)).startsWith("juliet@capulet.lit/id");
        }
    }

    @Test
    @Section(value = "7.7.1", rules = "R98")
    void aWishIsGrantedUnmodified() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(Script.bind("b", "Balcony of \u00e9 \u2665"));
            assertThat(boundAddress(client)).isEqualTo("juliet@capulet.lit/Balcony of \u00e9 \u2665");
            assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "\ufff9", "a\u0000"})
    @Section(value = "7.7.2.1", rules = "R98")
    void anImpossibleResourceMayBeTriedAgain(String resource) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            if (resource.chars().anyMatch(c -> c < ' ')) {
                resource = "\u200b".repeat(400); // 1200 bytes
            }
            client.sends(Script.bind("b", resource));
            assertThat(client.elements
                            .getLast()
                            .child("jabber:client", "error")
                            .orElseThrow()
                            .attribute("type", ""))
                    .isEqualTo("modify");
            assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            client.sends(Script.bind("b", "balcony"));
            assertThat(boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='put' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><x xmlns='urn:x'/></iq>"
            })
    @Section(
            value = "8.2.3",
            rules = {"R108", "R110", "R111"})
    void aBadRequestIsToldAndMayBeMended(String request) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(request);
            assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            client.sends(Script.bind("b", "balcony"));
            assertThat(boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.lit", "capulet.lit"})
    void aRequestMayNameTheServerOrTheAccount(String to) {
        try (ClientWorld world = ClientWorld.start()) {
            String request = Script.bind("b", "balcony").replace("<iq ", "<iq from='x@y.z/q' to='" + to + "' ");
            assertThat(boundAddress(Script.authenticated(world).sends(request)))
                    .isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @Test
    @Section(value = "7.7.2.2", rules = "R95")
    void theOldSessionEndsBeforeTheNewOneBegins() {
        try (ClientWorld world = ClientWorld.start()) {
            List<String> events = watch(world);
            WiredClient old = Script.bound(world, "balcony");
            old.holdsBack();
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(young.elements).as("the old session has not ended").isEmpty();
            assertThat(events).containsExactly("bound balcony");

            old.goesOn();
            assertThat(events).containsExactly("bound balcony", "ended balcony", "bound balcony");
            assertThat(Script.outcome(old)).isEqualTo("end conflict");
            assertThat(boundAddress(young)).isEqualTo("juliet@capulet.lit/balcony");
            assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        }
    }

    @Test
    @Section(value = "7.7.2.2", rules = "R95")
    void renamePolicyGivesAnotherResource() {
        try (ClientWorld world = new ClientWorld("c2s { resource-conflict = rename, max-resources = 2 }")) {
            WiredClient old = Script.bound(world, "balcony");
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(boundAddress(young)).startsWith("juliet@capulet.lit/id");
            assertThat(old.isOver()).isFalse();
            WiredClient third = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(Script.outcome(third)).isEqualTo("error resource-constraint");
        }
    }

    @Test
    @Section(value = "7.7.2.2", rules = "R95")
    void refusePolicyLetsTheClientTryAnother() {
        try (ClientWorld world = new ClientWorld("c2s.resource-conflict = refuse")) {
            WiredClient old = Script.bound(world, "balcony");
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(Script.outcome(young)).isEqualTo("error conflict");
            assertThat(old.isOver()).isFalse();
            young.sends(Script.bind("b", "garden"));
            assertThat(boundAddress(young)).isEqualTo("juliet@capulet.lit/garden");
        }
    }

    @Test
    @Section(value = "7.6.2.1", rules = "R99")
    void resourcesAreLimitedButAnOwnOneMayBeTakenOver() {
        try (ClientWorld world = new ClientWorld("c2s.max-resources = 2")) {
            Script.bound(world, "one");
            WiredClient two = Script.bound(world, "two");
            WiredClient three = Script.authenticated(world).sends(Script.bind("b", "three"));
            assertThat(three.elements
                            .getLast()
                            .child("jabber:client", "error")
                            .orElseThrow()
                            .attribute("type", ""))
                    .isEqualTo("wait");
            assertThat(Script.outcome(three)).isEqualTo("error resource-constraint");
            three.sends(Script.bind("b", "two"));
            assertThat(boundAddress(three)).isEqualTo("juliet@capulet.lit/two");
            assertThat(two.isOver()).isTrue();
        }
    }

    @Test
    @Section(value = "7.7.3", rules = "R100")
    void afterFiveFailuresTheStreamEnds() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            String wrong = Script.bind("b", "x").replace("'set'", "'get'");
            for (int i = 0; i < 5; i++) {
                client.sends(wrong);
                assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            }
            client.sends(wrong);
            assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
        }
    }

    @Test
    void connectionLostWhileBindingLeavesNoSession() {
        try (ClientWorld world = ClientWorld.start()) {
            List<String> events = watch(world);
            WiredClient old = Script.bound(world, "balcony");
            old.holdsBack();
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            young.breaks();
            old.goesOn();
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
            assertThat(events).containsExactly("bound balcony", "ended balcony", "bound balcony", "ended balcony");
        }
    }

    @Test
    void manyClientsThatWantTheSameResourceLeaveOne() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient old = Script.bound(world, "balcony");
            old.holdsBack();
            List<WiredClient> rivals = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                rivals.add(Script.authenticated(world).sends(Script.bind("b", "balcony")));
            }
            old.goesOn();
            rivals.forEach(WiredClient::settle);
            List<WiredClient> alive =
                    rivals.stream().filter(rival -> !rival.isOver()).toList();
            List<Session> sessions = world.routing().sessions().of(JULIET);
            assertThat(alive).hasSize(1);
            assertThat(sessions).hasSize(1);
            alive.get(0).breaks();
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        }
    }

    @Test
    @Section(value = "4.4", rules = "R206")
    void everyWayToEndUnbinds() {
        try (ClientWorld world = ClientWorld.start()) {
            Script.bound(world, "closes").sends("</stream:stream>");
            Script.bound(world, "breaks").breaks();
            Script.bound(world, "errs").sends("<gift/>");
            Script.bound(world, "babbles").sends("<<");
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        }
    }

    @Test
    @Section(value = "8.1.5", rules = "R109")
    void anAbsurdLanguageIsNotAddedToStanzas() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            Script.logIn(client, "juliet");
            client.sends(Script.header("xml:lang='" + "x".repeat(500) + "' to='capulet.lit' version='1.0'"));
            client.sends(Script.bind("b", "balcony"));
            Script.forget(client);
            client.sends("<iq type='get' id='q' to='juliet@capulet.lit/balcony'><query xmlns='urn:x'/></iq>");
            assertThat(client.elements.toString()).doesNotContain("xxx");
        }
    }
}
