package im.regent.bench.gateway;

import java.time.Duration;

/**
 * How many roster sets.
 *
 * @param sets requests that are sent at once; 0 leaves rosters alone
 * @param accounts over whose rosters they are spread
 * @param rounds how often
 * @param patience when the server has said nothing for so long, the rest is lost
 */
public record RosterSettings(int sets, int accounts, int rounds, Duration patience) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public RosterSettings {
        require(sets >= 0 && sets <= 100_000, "roster-sets: 0 to 100000");
        require(accounts >= 1 && accounts <= 10_000, "roster-accounts: 1 to 10000");
        require(rounds >= 1 && rounds <= 100, "rounds: 1 to 100");
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
