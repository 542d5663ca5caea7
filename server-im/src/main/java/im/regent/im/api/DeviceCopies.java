package im.regent.im.api;

/**
 * The state of a session whose client gets copies of what the account's other devices get (XEP-0280): who delivers a message a
 * second time must not give it to such a session again. Safe for every thread.
 */
public final class DeviceCopies {
    private volatile boolean isEnabled;

    /** Whether the client gets copies. */
    public boolean isEnabled() {
        return isEnabled;
    }

    /** For the feature that makes the copies. */
    public void enabled(boolean isWanted) {
        isEnabled = isWanted;
    }
}
