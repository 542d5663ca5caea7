package im.regent.c2s;

import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.core.net.ConnectionLimits;
import im.regent.core.net.EmbeddedStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server whose clients are {@link PluggedClient}s, with limits on connections and a clock that the test moves. */
final class PluggedWorld implements AutoCloseable {
    final TestTime time = new TestTime();
    final ClientWorld world;
    private final EmbeddedStreams streams;
    private final List<PluggedClient> clients = new ArrayList<>();

    /**
     * Log-ins without TLS are allowed.
     *
     * @param connections settings of the section {@code connections}, as HOCON
     * @param config of everything else
     */
    PluggedWorld(String connections, String config) {
        world = new ClientWorld("c2s.require-tls = false\n" + config, time);
        streams = new EmbeddedStreams(time, host -> Optional.empty(), limits(connections));
    }

    static ConnectionLimits limits(String connections) {
        Configuration configuration = Configuration.ofString(
                "connections {\n" + connections + "\n}", Defaults.beside(ConnectionLimits.class, "connections"));
        ConnectionLimits limits = ConnectionLimits.read(configuration.root().section("connections"));
        if (!configuration.problems().isEmpty()) {
            throw new IllegalArgumentException(configuration.problems().toString());
        }
        return limits;
    }

    PluggedClient connect(String address) {
        PluggedClient client = new PluggedClient(world, streams, address);
        clients.add(client);
        return client;
    }

    /** Time passes; everybody's tasks run whenever something was due. */
    void passes(Duration span) {
        time.passes(span, () -> List.copyOf(clients).forEach(PluggedClient::settle));
        clients.forEach(PluggedClient::settle);
    }

    @Override
    public void close() {
        world.close();
        clients.forEach(PluggedClient::finish);
    }
}
