package im.regent.core.stream;

/** Opens listening sockets. */
@FunctionalInterface
public interface Listeners {
    /**
     * Listens, once the server is ready to serve.
     *
     * @throws PortUnavailableException when the address cannot be bound
     */
    Listener bind(ListenerSpec spec) throws PortUnavailableException;
}
