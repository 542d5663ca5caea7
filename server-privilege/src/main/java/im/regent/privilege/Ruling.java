package im.regent.privilege;

/**
 * Whether something is granted, and by which rule.
 *
 * @param isTolerated whether it is allowed only because the grant is not enforced
 * @param text a sentence for whoever asked
 * @param rule the key of the grant that decides, and what it says: {@code roster = get}
 * @param origin where that is written; not for the entity
 */
record Ruling(boolean isAllowed, boolean isTolerated, String text, String rule, String origin) {
    private static final String IS = " = ";

    static Ruling allowed(String text, String rule, String origin) {
        return new Ruling(true, false, text, rule, origin);
    }

    static Ruling denied(String text, String rule, String origin) {
        return new Ruling(false, false, text, rule, origin);
    }

    /** What is denied happens all the same, and is noted. */
    Ruling tolerated() {
        return new Ruling(true, true, text + "; let through (enforce = false)", rule, origin);
    }

    void orRefuse() throws RefusedException {
        if (!isAllowed) {
            throw RefusedException.denied(text, rule.contains(IS) ? rule.substring(0, rule.indexOf(IS)) : rule);
        }
    }
}
