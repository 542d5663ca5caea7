package im.regent.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Collects what is logged at WARN and above while a test runs. */
final class LogGuard {
    private final List<ILoggingEvent> events = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                synchronized (events) {
                    events.add(event);
                }
            }
        }
    };

    void start() {
        appender.start();
        root().addAppender(appender);
    }

    void stop() {
        root().detachAppender(appender);
        appender.stop();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Something with this text will be logged at WARN or above. */
    void expect(String text) {
        expected.add(text);
    }

    /** Fails when something was logged that was not expected, or something expected was not logged. */
    void check() {
        synchronized (events) {
            for (ILoggingEvent event : events) {
                if (expected.stream().noneMatch(event.getFormattedMessage()::contains)) {
                    throw new AssertionError("unexpected in the log: " + event.getLevel() + " " + event.getLoggerName()
                            + ": " + event.getFormattedMessage() + cause(event));
                }
            }
            for (String text : expected) {
                if (events.stream()
                        .noneMatch(event -> event.getFormattedMessage().contains(text))) {
                    throw new AssertionError("not in the log: " + text);
                }
            }
        }
    }

    private static String cause(ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return "";
        }
        return " (" + event.getThrowableProxy().getClassName() + ": "
                + event.getThrowableProxy().getMessage() + " at "
                + event.getThrowableProxy().getStackTraceElementProxyArray()[0] + ")";
    }
}
