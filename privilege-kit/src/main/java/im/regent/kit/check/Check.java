package im.regent.kit.check;

import java.util.List;
import java.util.Set;

/**
 * One question to the server.
 *
 * @param title what a server does that passes
 * @param rules the ids of {@code docs/rules/privilege.tsv} that it shows
 * @param rosters the accounts whose rosters it may change
 * @param slow whether it takes minutes
 */
public record Check(String title, List<String> rules, Set<User> rosters, boolean slow, Body body) {
    public Check {
        rules = List.copyOf(rules);
        rosters = Set.copyOf(rosters);
    }

    /** A check that changes nothing. */
    public static Check check(String title, Body body, String... rules) {
        return new Check(title, List.of(rules), Set.of(), false, body);
    }

    /** This one changes rosters, which are put right afterwards. */
    public Check changing(User... users) {
        return new Check(title, rules, Set.of(users), slow, body);
    }

    /** This one takes minutes. */
    public Check slowly() {
        return new Check(title, rules, rosters, true, body);
    }
}
