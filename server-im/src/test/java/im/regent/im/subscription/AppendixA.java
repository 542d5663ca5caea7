package im.regent.im.subscription;

import im.regent.core.stanza.Presence;
import im.regent.im.roster.SubscriptionState;
import im.regent.im.subscription.Step.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * RFC 6121 Appendix A as data. A line is an existing state, whether the stanza is routed or delivered, the new state, and what
 * the server answers by itself. "approved" is approval in advance (§3.4); "unlisted" says that the contact is not in the roster
 * (A.1), which the state of every other line implies.
 */
final class AppendixA {
    static final String SUBSCRIBE_OUT = """
            None                         | MUST | None + Pending Out
            None + Pending Out           | MUST | no state change
            None + Pending In            | MUST | None + Pending Out+In
            None + Pending Out+In        | MUST | no state change
            To                           | MUST | no state change
            To + Pending In              | MUST | no state change
            From                         | MUST | From + Pending Out
            From + Pending Out           | MUST | no state change
            Both                         | MUST | no state change
            unlisted None                | MUST | None + Pending Out
            unlisted None + Pending In   | MUST | None + Pending Out+In
            approved None                | MUST | approved None + Pending Out
            approved To                  | MUST | no state change
            approved From                | MUST | approved From + Pending Out
            """;

    static final String UNSUBSCRIBE_OUT = """
            None                         | MUST | no state change
            None + Pending Out           | MUST | None
            None + Pending In            | MUST | no state change
            None + Pending Out+In        | MUST | None + Pending In
            To                           | MUST | None
            To + Pending In              | MUST | None + Pending In
            From                         | MUST | no state change
            From + Pending Out           | MUST | From
            Both                         | MUST | From
            unlisted None                | MUST | no state change
            unlisted None + Pending In   | MUST | no state change
            approved To                  | MUST | approved None
            approved None + Pending Out  | MUST | approved None
            """;

    static final String SUBSCRIBED_OUT = """
            None                         | M.N. | approved None
            None + Pending Out           | M.N. | approved None + Pending Out
            None + Pending In            | MUST | From
            None + Pending Out+In        | MUST | From + Pending Out
            To                           | M.N. | approved To
            To + Pending In              | MUST | Both
            From                         | M.N. | no state change
            From + Pending Out           | M.N. | no state change
            Both                         | M.N. | no state change
            unlisted None                | M.N. | approved None
            unlisted None + Pending In   | MUST | From
            approved None                | M.N. | no state change
            approved To                  | M.N. | no state change
            approved From                | M.N. | no state change
            """;

    static final String UNSUBSCRIBED_OUT = """
            None                         | S.N. | no state change
            None + Pending Out           | S.N. | no state change
            None + Pending In            | MUST | None
            None + Pending Out+In        | MUST | None + Pending Out
            To                           | S.N. | no state change
            To + Pending In              | MUST | To
            From                         | MUST | None
            From + Pending Out           | MUST | None + Pending Out
            Both                         | MUST | To
            unlisted None                | S.N. | no state change
            unlisted None + Pending In   | MUST | unlisted None
            approved None                | S.N. | None
            approved None + Pending Out  | S.N. | None + Pending Out
            approved To                  | S.N. | To
            approved From                | MUST | None
            approved Both                | MUST | To
            """;

    static final String SUBSCRIBE_IN = """
            None                         | MUST | None + Pending In
            None + Pending Out           | MUST | None + Pending Out+In
            None + Pending In            | S.N. | no state change
            None + Pending Out+In        | S.N. | no state change
            To                           | MUST | To + Pending In
            To + Pending In              | S.N. | no state change
            From                         | S.N. | no state change                | subscribed
            From + Pending Out           | S.N. | no state change                | subscribed
            Both                         | S.N. | no state change                | subscribed
            unlisted None                | MUST | unlisted None + Pending In
            unlisted None + Pending In   | S.N. | no state change
            approved None                | M.N. | approved From                  | subscribed
            approved None + Pending Out  | M.N. | approved From + Pending Out    | subscribed
            approved To                  | M.N. | approved Both                  | subscribed
            approved From                | S.N. | no state change                | subscribed
            """;

    static final String UNSUBSCRIBE_IN = """
            None                         | S.N. | no state change
            None + Pending Out           | S.N. | no state change
            None + Pending In            | MUST | None                           | unsubscribed
            None + Pending Out+In        | MUST | None + Pending Out             | unsubscribed
            To                           | S.N. | no state change
            To + Pending In              | MUST | To                             | unsubscribed
            From                         | MUST | None                           | unsubscribed
            From + Pending Out           | MUST | None + Pending Out             | unsubscribed
            Both                         | MUST | To                             | unsubscribed
            unlisted None                | S.N. | no state change
            unlisted None + Pending In   | S.N. | unlisted None
            approved None                | S.N. | no state change
            approved From                | MUST | approved None                  | unsubscribed
            """;

    static final String SUBSCRIBED_IN = """
            None                         | S.N. | no state change
            None + Pending Out           | MUST | To
            None + Pending In            | S.N. | no state change
            None + Pending Out+In        | MUST | To + Pending In
            To                           | S.N. | no state change
            To + Pending In              | S.N. | no state change
            From                         | S.N. | no state change
            From + Pending Out           | MUST | Both
            Both                         | S.N. | no state change
            unlisted None                | S.N. | no state change
            unlisted None + Pending In   | S.N. | no state change
            approved None + Pending Out  | MUST | approved To
            approved From + Pending Out  | MUST | approved Both
            """;

    static final String UNSUBSCRIBED_IN = """
            None                         | S.N. | no state change
            None + Pending Out           | MUST | None
            None + Pending In            | S.N. | no state change
            None + Pending Out+In        | MUST | None + Pending In
            To                           | MUST | None
            To + Pending In              | MUST | None + Pending In
            From                         | S.N. | no state change
            From + Pending Out           | MUST | From
            Both                         | MUST | From
            unlisted None                | S.N. | no state change
            unlisted None + Pending In   | S.N. | no state change
            approved None                | S.N. | no state change
            approved To                  | MUST | approved None
            approved Both                | MUST | approved From
            """;

    static final Map<String, SubscriptionState> STATES = Map.of(
            "None", SubscriptionState.NONE,
            "None + Pending Out", SubscriptionState.NONE.withPendingOut(true),
            "None + Pending In", SubscriptionState.NONE.withPendingIn(true),
            "None + Pending Out+In", SubscriptionState.NONE.withPendingOut(true).withPendingIn(true),
            "To", SubscriptionState.NONE.withTo(true),
            "To + Pending In", SubscriptionState.NONE.withTo(true).withPendingIn(true),
            "From", SubscriptionState.NONE.withFrom(true),
            "From + Pending Out", SubscriptionState.NONE.withFrom(true).withPendingOut(true),
            "Both", SubscriptionState.NONE.withTo(true).withFrom(true));

    /** A state of a contact, listed in the roster or not. */
    record State(SubscriptionState value, boolean isListed) {
        static State parse(String text) {
            boolean isUnlisted = text.startsWith("unlisted ");
            boolean isApproved = text.startsWith("approved ");
            SubscriptionState plain = STATES.get(text.replace("unlisted ", "").replace("approved ", ""));
            if (plain == null) {
                throw new IllegalArgumentException("no state of RFC 6121: " + text);
            }
            return new State(plain.withApproved(isApproved), !isUnlisted);
        }
    }

    /** A line of a table. */
    record Arrow(
            boolean isOutbound,
            Presence.Type type,
            State before,
            boolean isPassedOn,
            State after,
            Answer answer,
            String text) {
        String stanzaType() {
            return type.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private AppendixA() {}

    static List<Arrow> arrows(boolean isOutbound, Presence.Type type, String table) {
        List<Arrow> arrows = new ArrayList<>();
        table.lines().forEach(line -> {
            String[] cells = line.strip().split("\\s*\\|\\s*");
            State before = State.parse(cells[0]);
            arrows.add(new Arrow(
                    isOutbound,
                    type,
                    before,
                    cells[1].equals("MUST"),
                    cells[2].equals("no state change") ? before : State.parse(cells[2]),
                    cells.length > 3 ? Answer.valueOf(cells[3].toUpperCase(Locale.ROOT)) : Answer.NOTHING,
                    String.join(" | ", cells)));
        });
        return arrows;
    }

    static List<Arrow> all() {
        List<Arrow> all = new ArrayList<>();
        all.addAll(arrows(true, Presence.Type.SUBSCRIBE, SUBSCRIBE_OUT));
        all.addAll(arrows(true, Presence.Type.UNSUBSCRIBE, UNSUBSCRIBE_OUT));
        all.addAll(arrows(true, Presence.Type.SUBSCRIBED, SUBSCRIBED_OUT));
        all.addAll(arrows(true, Presence.Type.UNSUBSCRIBED, UNSUBSCRIBED_OUT));
        all.addAll(arrows(false, Presence.Type.SUBSCRIBE, SUBSCRIBE_IN));
        all.addAll(arrows(false, Presence.Type.UNSUBSCRIBE, UNSUBSCRIBE_IN));
        all.addAll(arrows(false, Presence.Type.SUBSCRIBED, SUBSCRIBED_IN));
        all.addAll(arrows(false, Presence.Type.UNSUBSCRIBED, UNSUBSCRIBED_IN));
        return all;
    }
}
