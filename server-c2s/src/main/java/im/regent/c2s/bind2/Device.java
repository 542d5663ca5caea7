package im.regent.c2s.bind2;

/**
 * The state of a session that says from which installation of a client it is.
 *
 * @param id the user agent's; nobody else may learn of it
 */
record Device(String id) {
    /** Names nobody. */
    @Override
    public String toString() {
        return "Device[]";
    }
}
