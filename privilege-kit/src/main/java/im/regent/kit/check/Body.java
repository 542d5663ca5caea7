package im.regent.kit.check;

import im.regent.kit.finding.Finding;

/** What a check does. */
@FunctionalInterface
public interface Body {
    /**
     * Talks to the server; returning means that it did right.
     *
     * @throws Finding when it did not, or when nothing could be found out
     */
    void run(World world) throws Finding;
}
