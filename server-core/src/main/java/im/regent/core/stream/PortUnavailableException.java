package im.regent.core.stream;

/** An address cannot be bound: another process has the port, or the right is missing. */
public final class PortUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ListenerSpec spec;

    /** With the reason that the system gave. */
    public PortUnavailableException(ListenerSpec spec, String reason) {
        super("cannot listen on " + spec.address() + ":" + spec.port() + " (" + spec.name() + "): " + reason);
        this.spec = spec;
    }

    /** What could not be bound. */
    public ListenerSpec spec() {
        return spec;
    }
}
