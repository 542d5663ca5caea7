package im.regent.dist.server;

import im.regent.core.server.Server;
import im.regent.core.server.ServerVersion;
import im.regent.core.store.Stores;
import im.regent.dist.tls.LiveTls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at a running server. Safe for every thread. */
final class StatusSource {
    private static final int PROBE_SECONDS = 3;
    private static final int KIBIBYTE = 1 << 10;

    private final Server server;
    private final Stores stores;
    private final LiveConfiguration configuration;
    private final LiveTls tls;
    private final LiveSessions sessions;
    private final Instant since;

    StatusSource(
            Server server,
            Stores stores,
            LiveConfiguration configuration,
            LiveTls tls,
            LiveSessions sessions,
            InstantSource clock) {
        this.server = server;
        this.stores = stores;
        this.configuration = configuration;
        this.tls = tls;
        this.sessions = sessions;
        this.since = clock.instant();
    }

    /** Blocks while it tries storage. */
    StatusReport report() {
        Optional<String> trouble = storageTrouble();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new StatusReport(
                trouble.isEmpty() ? "ready" : "degraded",
                ServerVersion.read(),
                ProcessHandle.current().pid(),
                since,
                sessions.count(),
                storageName() + trouble.map(what -> ": " + what).orElse(""),
                new StatusReport.Memory(heap.getUsed(), heap.getMax(), residentBytes()),
                tls.certificates().byHost().entrySet().stream()
                        .map(entry -> new StatusReport.Host(
                                entry.getKey(),
                                entry.getValue().fingerprint(),
                                entry.getValue().expires()))
                        .toList(),
                server.listeners().stream()
                        .map(each -> new StatusReport.Socket(
                                each.spec().name(), each.spec().address(), each.port()))
                        .toList(),
                configuration.components().stream()
                        .map(name -> new StatusReport.Peer(name, sessions.isConnected(name)))
                        .toList());
    }

    private Optional<String> storageTrouble() {
        try {
            String host = configuration.started().server().virtualHosts().get(0);
            stores.accounts().list(host, "", 1).toCompletableFuture().get(PROBE_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("does not work");
        } catch (TimeoutException e) {
            return Optional.of("does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("not asked");
        }
    }

    /** A password may stand in the parameters. */
    private String storageName() {
        String url = configuration.started().storage().url();
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
