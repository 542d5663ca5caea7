package im.regent.privilege;

/**
 * Whether something is granted, and by which rule.
 *
 * @param text a sentence for whoever asked
 * @param rule the key of the grant that decides, and what it says: {@code roster = get}
 * @param origin where that is written; not for the entity
 */
record Ruling(boolean isAllowed, String text, String rule, String origin) {
    static Ruling allowed(String text, String rule, String origin) {
        return new Ruling(true, text, rule, origin);
    }

    static Ruling denied(String text, String rule, String origin) {
        return new Ruling(false, text, rule, origin);
    }

    void orRefuse() throws RefusedException {
        if (!isAllowed) {
            throw RefusedException.forbidden(text);
        }
    }
}
