package im.regent.im.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stanza.Presence;
import im.regent.im.roster.SubscriptionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RFC 6121 Appendix A, arrow by arrow. N, T, F, B are the settled states, +O pending out, +I pending in. */
class SubscriptionRulesTest {
    private static final Map<String, SubscriptionState> STATES = Map.of(
            "N", SubscriptionState.NONE,
            "N+O", SubscriptionState.NONE.withPendingOut(true),
            "N+I", SubscriptionState.NONE.withPendingIn(true),
            "N+OI", SubscriptionState.NONE.withPendingOut(true).withPendingIn(true),
            "T", SubscriptionState.NONE.withTo(true),
            "T+I", SubscriptionState.NONE.withTo(true).withPendingIn(true),
            "F", SubscriptionState.NONE.withFrom(true),
            "F+O", SubscriptionState.NONE.withFrom(true).withPendingOut(true),
            "B", SubscriptionState.NONE.withTo(true).withFrom(true));

    private static final List<String> ARROWS = List.of(
            // A.2.1: existing state, whether it is routed, new state
            "out subscribe: N routed N+O",
            "out subscribe: N+O routed N+O",
            "out subscribe: N+I routed N+OI",
            "out subscribe: N+OI routed N+OI",
            "out subscribe: T routed T",
            "out subscribe: T+I routed T+I",
            "out subscribe: F routed F+O",
            "out subscribe: F+O routed F+O",
            "out subscribe: B routed B",
            // A.2.2
            "out unsubscribe: N routed N",
            "out unsubscribe: N+O routed N",
            "out unsubscribe: N+I routed N+I",
            "out unsubscribe: N+OI routed N+I",
            "out unsubscribe: T routed N",
            "out unsubscribe: T+I routed N+I",
            "out unsubscribe: F routed F",
            "out unsubscribe: F+O routed F",
            "out unsubscribe: B routed F",
            // A.2.3; "!" is approval in advance
            "out subscribed: N kept N!",
            "out subscribed: N+O kept N+O!",
            "out subscribed: N+I routed F",
            "out subscribed: N+OI routed F+O",
            "out subscribed: T kept T!",
            "out subscribed: T+I routed B",
            "out subscribed: F kept F",
            "out subscribed: F+O kept F+O",
            "out subscribed: B kept B",
            // A.2.4
            "out unsubscribed: N kept N",
            "out unsubscribed: N+O kept N+O",
            "out unsubscribed: N+I routed N",
            "out unsubscribed: N+OI routed N+O",
            "out unsubscribed: T kept T",
            "out unsubscribed: T+I routed T",
            "out unsubscribed: F routed N",
            "out unsubscribed: F+O routed N+O",
            "out unsubscribed: B routed T",
            // A.3.1
            "in subscribe: N delivered N+I",
            "in subscribe: N+O delivered N+OI",
            "in subscribe: N+I kept N+I",
            "in subscribe: N+OI kept N+OI",
            "in subscribe: T delivered T+I",
            "in subscribe: T+I kept T+I",
            "in subscribe: F kept F subscribed",
            "in subscribe: F+O kept F+O subscribed",
            "in subscribe: B kept B subscribed",
            // A.3.2
            "in unsubscribe: N kept N",
            "in unsubscribe: N+O kept N+O",
            "in unsubscribe: N+I delivered N unsubscribed",
            "in unsubscribe: N+OI delivered N+O unsubscribed",
            "in unsubscribe: T kept T",
            "in unsubscribe: T+I delivered T unsubscribed",
            "in unsubscribe: F delivered N unsubscribed",
            "in unsubscribe: F+O delivered N+O unsubscribed",
            "in unsubscribe: B delivered T unsubscribed",
            // A.3.3
            "in subscribed: N kept N",
            "in subscribed: N+O delivered T",
            "in subscribed: N+I kept N+I",
            "in subscribed: N+OI delivered T+I",
            "in subscribed: T kept T",
            "in subscribed: T+I kept T+I",
            "in subscribed: F kept F",
            "in subscribed: F+O delivered B",
            "in subscribed: B kept B",
            // A.3.4
            "in unsubscribed: N kept N",
            "in unsubscribed: N+O delivered N",
            "in unsubscribed: N+I kept N+I",
            "in unsubscribed: N+OI delivered N+I",
            "in unsubscribed: T delivered N",
            "in unsubscribed: T+I delivered N+I",
            "in unsubscribed: F kept F",
            "in unsubscribed: F+O delivered F",
            "in unsubscribed: B delivered F",
            // §3.4: approved in advance
            "in subscribe: N! kept F! subscribed",
            "in subscribe: N+O! kept F+O! subscribed",
            "in subscribe: T! kept B! subscribed",
            "in subscribe: F! kept F! subscribed",
            "in unsubscribe: F! delivered N! unsubscribed",
            "out subscribe: N! routed N+O!",
            "out unsubscribe: T! routed N!",
            "out subscribed: N! kept N!",
            "out unsubscribed: N! kept N",
            "out unsubscribed: N+O! kept N+O",
            "out unsubscribed: T! kept T",
            "out unsubscribed: F! routed N",
            "in subscribed: N+O! delivered T!",
            "in unsubscribed: T! delivered N!");

    private record Arrow(boolean isOutbound, Presence.Type type, SubscriptionState before, Step after) {
        static Arrow parse(String text) {
            String[] halves = text.split(": ");
            String[] head = halves[0].split(" ");
            String[] tail = halves[1].split(" ");
            Step.Answer answer =
                    tail.length < 4 ? Step.Answer.NOTHING : Step.Answer.valueOf(tail[3].toUpperCase(Locale.ROOT));
            return new Arrow(
                    head[0].equals("out"),
                    Presence.Type.valueOf(head[1].toUpperCase(Locale.ROOT)),
                    state(tail[0]),
                    new Step(state(tail[2]), !tail[1].equals("kept"), answer));
        }

        private static SubscriptionState state(String text) {
            SubscriptionState plain = STATES.get(text.replace("!", ""));
            assertThat(plain).as(text).isNotNull();
            return plain == null ? SubscriptionState.NONE : plain.withApproved(text.endsWith("!"));
        }

        Step follow() {
            return isOutbound ? SubscriptionRules.outbound(type, before) : SubscriptionRules.inbound(type, before);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyArrowOfAppendixALeadsWhereItSays() {
        return ARROWS.stream()
                .map(text -> DynamicTest.dynamicTest(text, () -> {
                    Arrow arrow = Arrow.parse(text);
                    assertThat(arrow.follow()).isEqualTo(arrow.after());
                }));
    }

    @Test
    void everyStateHasAnArrowForEveryStanza() {
        Set<String> seen = new HashSet<>();
        ARROWS.forEach(text -> seen.add(text.substring(0, text.indexOf(' ', text.indexOf(": ") + 2))));
        List<String> missing = new ArrayList<>();
        for (String direction : List.of("out", "in")) {
            for (String type : List.of("subscribe", "unsubscribe", "subscribed", "unsubscribed")) {
                STATES.keySet().forEach(state -> missing.add(direction + ' ' + type + ": " + state));
            }
        }
        missing.removeAll(seen);
        assertThat(missing).isEmpty();
    }

    @Test
    void noSequenceOfStanzasLeavesTheNineStates() {
        Set<SubscriptionState> reached = new HashSet<>(Set.of(SubscriptionState.NONE));
        List<SubscriptionState> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            SubscriptionState state = open.remove(0);
            Stream.of(Presence.Type.values())
                    .filter(Presence.Type::isSubscription)
                    .flatMap(type -> Stream.of(
                            SubscriptionRules.outbound(type, state).next(),
                            SubscriptionRules.inbound(type, state).next()))
                    .filter(reached::add)
                    .forEach(open::add);
        }
        assertThat(reached).allSatisfy(state -> assertThat(STATES).containsValue(state.withApproved(false)));
        assertThat(reached.stream().map(state -> state.withApproved(false)).distinct())
                .hasSize(9);
    }
}
