package im.regent.dist.interop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Looks at the stacks of the event loops every few milliseconds while the tests of a class run, and fails the class if one of
 * them is seen in a database, in a file or a blocking socket, waiting for another thread, or deriving keys from a password.
 */
public final class LoopWatch implements BeforeAllCallback, AfterAllCallback {
    /** How the network names its threads. */
    static final String LOOP = "regent-loop";

    private static final int PERIOD_MILLIS = 3;
    private static final List<String> BLOCKING = List.of(
            "java.sql.",
            "org.h2.",
            "com.zaxxer.hikari.",
            "org.postgresql.",
            "java.io.FileInputStream.",
            "java.io.FileOutputStream.",
            "java.io.RandomAccessFile.",
            "sun.nio.ch.FileChannelImpl.",
            "sun.nio.ch.FileDispatcherImpl.",
            "sun.nio.ch.NioSocketImpl.",
            "java.net.Socket.",
            "jdk.internal.misc.Unsafe.park",
            "java.lang.Object.wait",
            "java.lang.Thread.sleep",
            "java.lang.Thread.join",
            "com.sun.crypto.provider.PBKDF2");
    /** Not ours: classes are read once, logs and the kernel's random numbers do not wait. */
    private static final List<String> EXCUSED = List.of(
            "java.lang.ClassLoader.",
            "jdk.internal.loader.",
            "java.lang.invoke.MethodHandleNatives.",
            "ch.qos.logback.",
            "sun.security.provider.NativePRNG");

    private final Map<String, String> findings = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService sampler;
    private volatile List<Thread> loops = List.of();
    private int samples;

    void start() {
        sampler = Executors.newSingleThreadScheduledExecutor();
        sampler.scheduleAtFixedRate(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was seen: a line of the stack, and the whole stack. */
    Map<String, String> stop() {
        if (sampler != null) {
            sampler.shutdownNow();
        }
        return Map.copyOf(findings);
    }

    Map<String, String> findings() {
        return Map.copyOf(findings);
    }

    private void sample() {
        if (samples++ % 32 == 0) {
            loops = loops();
        }
        for (Thread loop : loops) {
            StackTraceElement[] stack = loop.getStackTrace();
            offence(stack).ifPresent(line -> findings.putIfAbsent(line, loop.getName() + ' ' + text(stack)));
        }
    }

    private static List<Thread> loops() {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 16];
        int count = Thread.enumerate(all);
        return Stream.of(all)
                .limit(count)
                .filter(thread -> thread.getName().startsWith(LOOP))
                .toList();
    }

    /** The first line, from the top, that must not be there. */
    static Optional<String> offence(StackTraceElement[] stack) {
        List<String> lines = Arrays.stream(stack)
                .map(frame -> frame.getClassName() + '.' + frame.getMethodName())
                .toList();
        boolean isExcused = lines.stream().anyMatch(line -> EXCUSED.stream().anyMatch(line::startsWith));
        return isExcused
                ? Optional.empty()
                : lines.stream()
                        .filter(line -> BLOCKING.stream().anyMatch(line::startsWith))
                        .findFirst();
    }

    private static String text(StackTraceElement[] stack) {
        return String.join("\n    ", Arrays.stream(stack).map(String::valueOf).toList());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Map<String, String> seen = stop();
        if (!seen.isEmpty()) {
            throw new AssertionError("an event loop was blocked:\n" + String.join("\n\n", seen.values()));
        }
    }
}
