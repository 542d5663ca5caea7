package im.regent.im.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stanza.Presence;
import im.regent.im.roster.SubscriptionState;
import im.regent.im.subscription.AppendixA.Arrow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The state machine as a whole; its arrows are followed in {@link SubscriptionTablesTest}. */
class SubscriptionRulesTest {
    @Test
    void everyTableHasEveryState() {
        var states = AppendixA.all().stream()
                .filter(arrow ->
                        arrow.before().isListed() && !arrow.before().value().isApproved())
                .collect(Collectors.groupingBy(
                        arrow -> (arrow.isOutbound() ? "out " : "in ") + arrow.stanzaType(),
                        Collectors.mapping((Arrow arrow) -> arrow.before().value(), Collectors.toList())));

        assertThat(states).hasSize(8);
        assertThat(states.values())
                .allSatisfy(each -> assertThat(each).containsExactlyInAnyOrderElementsOf(AppendixA.STATES.values()));
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
        assertThat(reached).allSatisfy(state -> assertThat(AppendixA.STATES).containsValue(state.withApproved(false)));
        assertThat(reached.stream().map(state -> state.withApproved(false)).distinct())
                .hasSize(9);
    }
}
