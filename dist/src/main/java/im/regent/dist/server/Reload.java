package im.regent.dist.server;

import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.dist.io.Failure;
import im.regent.dist.tls.CertificateProblem;
import im.regent.dist.tls.LiveTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads anew what a running server can change, its configuration and its certificates: all of it or nothing. In two steps: everything is read and checked; only if all is good, everything is put in force, which cannot fail.
 *
 * <p>Safe for every thread, and blocks: not for event loops.
 */
final class Reload {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final LiveConfiguration configuration;
    private final LiveTls tls;
    private List<CertificateProblem> told = List.of();

    Reload(LiveConfiguration configuration, LiveTls tls) {
        this.configuration = configuration;
        this.tls = tls;
    }

    /**
     * Reads all files now.
     *
     * @return what has changed and what should be known, a line for each
     * @throws Failure with everything that is wrong; then what was in force stays
     */
    synchronized List<String> now() {
        LiveConfiguration.Change settings = configuration.read();
        LiveTls.Change change = tls.read();
        List<String> errors = new ArrayList<>(settings.errors());
        errors.addAll(lines(change.problems(), CertificateProblem::isError));
        if (!errors.isEmpty()) {
            throw new Failure(String.join("\n", errors) + "\nnothing was changed: what the server had stays in force");
        }
        List<String> lines = new ArrayList<>(change.apply());
        lines.addAll(settings.apply());
        lines.forEach(line -> log.info("{}", line));
        told = change.problems();
        lines.addAll(settings.warnings());
        lines.addAll(lines(change.problems(), problem -> !problem.isError()));
        return List.copyOf(lines);
    }

    private static List<String> lines(List<CertificateProblem> problems, Predicate<CertificateProblem> which) {
        return problems.stream().filter(which).map(CertificateProblem::toString).toList();
    }

    /** Looks whether files have changed, over and over; says what is wrong once and not every time. */
    Cancellable every(Duration period, Scheduler scheduler, Executor worker) {
        Rounds rounds = new Rounds(period, scheduler, worker);
        rounds.next();
        return rounds;
    }

    private synchronized void look() {
        if (!tls.isStale()) {
            return;
        }
        LiveTls.Change change = tls.read();
        boolean isBad = change.problems().stream().anyMatch(CertificateProblem::isError);
        if (!change.problems().equals(told)) {
            told = change.problems();
            told.forEach(problem -> log.warn("{}", problem));
            if (isBad) {
                log.warn("the certificates that the server had stay in force");
            }
        }
        if (!isBad) {
            change.apply().forEach(line -> log.info("{}", line));
        }
    }

    /** One look after the other. */
    private final class Rounds implements Cancellable {
        private final Duration period;
        private final Scheduler scheduler;
        private final Executor worker;
        private volatile boolean isOver;
        private volatile Cancellable pending = () -> {};

        Rounds(Duration period, Scheduler scheduler, Executor worker) {
            this.period = period;
            this.scheduler = scheduler;
            this.worker = worker;
        }

        void next() {
            if (!isOver) {
                pending = scheduler.after(period, worker, this::round);
            }
        }

        private void round() {
            try {
                look();
            } catch (RuntimeException e) {
                // The border of a thread: the next round may do better.
                log.error("the certificates could not be looked at", e);
            }
            next();
        }

        @Override
        public void cancel() {
            isOver = true;
            pending.cancel();
        }
    }
}
