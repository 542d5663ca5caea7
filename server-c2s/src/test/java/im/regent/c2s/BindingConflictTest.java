package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client asks for a resource that is bound (RFC 6120 §7.7.2.2). */
@Spec(rfc = 6120)
class BindingConflictTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

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
    @Section(
            value = "7.7.2.2",
            rules = {"R31", "R95"})
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
            assertThat(Script.boundAddress(young)).isEqualTo("juliet@capulet.lit/balcony");
            assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        }
    }

    @Test
    @Section(value = "7.7.2.2", rules = "R95")
    void renamePolicyGivesAnotherResource() {
        try (ClientWorld world = new ClientWorld("c2s { resource-conflict = rename, max-resources = 2 }")) {
            WiredClient old = Script.bound(world, "balcony");
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(young)).startsWith("juliet@capulet.lit/id");
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
            assertThat(Script.errorType(young)).isEqualTo("modify");
            assertThat(Script.outcome(young)).isEqualTo("error conflict");
            assertThat(old.isOver()).isFalse();
            young.sends(Script.bind("b", "garden"));
            assertThat(Script.boundAddress(young)).isEqualTo("juliet@capulet.lit/garden");
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

    @ParameterizedTest
    @CsvSource({"replace, result", "refuse, error conflict", "rename, result"})
    @Section(value = "7.7.2.2", rules = "R95")
    void resourcesAreComparedAfterPreparation(String policy, String expected) {
        try (ClientWorld world = new ClientWorld("c2s.resource-conflict = " + policy)) {
            Script.bound(world, "caf\u00E9");
            WiredClient young = Script.authenticated(world).sends(Script.bind("b", "cafe\u0301"));
            if (expected.equals("result")) {
                assertThat(Script.boundAddress(young).equals("juliet@capulet.lit/caf\u00E9"))
                        .isEqualTo(policy.equals("replace"));
            }
            assertThat(Script.outcome(young)).isEqualTo(expected);
            assertThat(world.routing().sessions().of(JULIET)).hasSize(policy.equals("rename") ? 2 : 1);
        }
    }

    @Test
    @Section(value = "7.7.2.2", rules = "R95")
    void theOldSessionIsReplacedByDefault() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient old = Script.bound(world, "balcony");
            WiredClient young = Script.bound(world, "balcony");
            assertThat(Script.outcome(old)).isEqualTo("end conflict");
            assertThat(young.isOver()).isFalse();
        }
    }
}
