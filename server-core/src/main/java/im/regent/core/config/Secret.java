package im.regent.core.config;

/** A password or key that must not be printed by accident. */
public final class Secret {
    private final String value;

    /** Wraps the value. */
    public Secret(String value) {
        this.value = value;
    }

    /** The value itself: for comparing and deriving, never for logs. */
    public String reveal() {
        return value;
    }

    /** {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
