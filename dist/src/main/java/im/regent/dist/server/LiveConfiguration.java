package im.regent.dist.server;

import im.regent.core.config.KeyPattern;
import im.regent.core.config.Problem;
import im.regent.core.config.Values;
import im.regent.core.config.Values.Difference;
import im.regent.core.jid.Jid;
import im.regent.core.server.ServerSettings;
import im.regent.dist.io.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The configuration of a running server. What features can take while they run is put in force; the rest stays as it was when
 * the server started, and the answer names it.
 *
 * <p>Safe for every thread; one change at a time, which {@link Reload} sees to. Blocks: not for event loops.
 */
final class LiveConfiguration {
    private static final Duration OLD_WORK_TAKES_AT_MOST = Duration.ofSeconds(20);

    private final Loaded started;
    private final Supplier<Loaded> reader;
    private final Function<ServerSettings, CompletionStage<Void>> server;
    private volatile Loaded inForce;

    /**
     * Begins with the configuration that the server has started with.
     *
     * @param reader reads the files anew
     * @param server gives its features new settings
     */
    LiveConfiguration(Loaded started, Supplier<Loaded> reader, Function<ServerSettings, CompletionStage<Void>> server) {
        this.started = started;
        this.reader = reader;
        this.server = server;
        this.inForce = started;
    }

    /** A new reading, which changes nothing until it is applied. */
    final class Change {
        private final Loaded next;

        private Change(Loaded next) {
            this.next = next;
        }

        /** What is wrong, with file and line; with anything in it, it must not be applied. */
        List<String> errors() {
            return lines(Problem::isError);
        }

        /** What should be known. */
        List<String> warnings() {
            return lines(problem -> !problem.isError());
        }

        private List<String> lines(Predicate<Problem> which) {
            return next.problems().stream().filter(which).map(Problem::toString).toList();
        }

        /** Puts it in force; says what is new and what has to wait, a line for each. */
        List<String> apply() {
            List<String> lines = new ArrayList<>();
            Values before = inForce.values();
            next.values().since(before).stream()
                    .filter(Change.this::isLive)
                    .forEach(difference -> lines.add("in force: " + shown(difference)));
            next.values().since(started.values()).stream()
                    .filter(difference -> !isLive(difference))
                    .forEach(difference -> lines.add("kept until the next start: " + shown(difference)));
            inForce = next;
            await(server.apply(next.server()));
            return lines;
        }

        private boolean isLive(Difference difference) {
            return next.live().stream().anyMatch(pattern -> isLive(pattern, difference));
        }

        /** What stands with a virtual host that the server does not have has to wait with it. */
        private boolean isLive(KeyPattern pattern, Difference difference) {
            List<String> steps = difference.steps();
            boolean isOfHost = steps.size() > 1 && steps.get(0).equals("virtual-hosts");
            return pattern.matches(steps)
                    && (!isOfHost
                            || started.server()
                                    .virtualHosts()
                                    .contains(Jid.valueOf(steps.get(1)).domain()));
        }

        private static String shown(Difference difference) {
            return difference.origin().isEmpty() ? difference + " is gone" : difference.toString();
        }
    }

    /** With what the server has started. */
    Loaded started() {
        return started;
    }

    /** The administrators of now. */
    List<Jid> admins() {
        return inForce.admins();
    }

    /** The domains of the components that are configured now. */
    List<String> components() {
        return inForce.components();
    }

    /** Reads the files anew. */
    Change read() {
        return new Change(reader.get());
    }

    private static void await(CompletionStage<Void> change) {
        try {
            change.toCompletableFuture().get(OLD_WORK_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    "the new configuration is in force, but something that the old one allowed is still under way", e);
        } catch (ExecutionException e) {
            throw new Failure("a feature did not take its new settings, see the log: restart the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }
}
