package im.regent.kit.finding;

/** What became of a check. */
public enum Outcome {
    /** The server did what the rule says. */
    PASS("pass"),
    /** It did something else. */
    FAIL("fail"),
    /** The rule is about something that this server does not offer, or that this run leaves out. */
    NOT_APPLICABLE("n/a"),
    /** The check could not be made: nobody could log in, for instance. */
    ERROR("error");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** As it is written in reports. */
    public String word() {
        return word;
    }
}
