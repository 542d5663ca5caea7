package im.regent.dist.tls;

import im.regent.core.net.TlsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** One server for each engine, started when a test first needs it. */
final class TlsWorlds implements AutoCloseable {
    private final Map<TlsEngine, TlsWorld> started = new EnumMap<>(TlsEngine.class);

    TlsWorld of(TlsEngine engine, Path directory, String more) throws IOException {
        TlsWorld known = started.get(engine);
        if (known != null) {
            return known;
        }
        TlsWorld fresh = new TlsWorld(Files.createDirectory(directory.resolve(engine.name())), engine, more);
        started.put(engine, fresh);
        return fresh;
    }

    @Override
    public void close() {
        started.values().forEach(TlsWorld::close);
    }
}
