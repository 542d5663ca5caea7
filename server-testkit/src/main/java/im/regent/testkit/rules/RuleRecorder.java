package im.regent.testkit.rules;

import im.regent.testkit.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down the results of tests that name rules in their {@link Section}: a file for each test class in the directory of the
 * system property {@code regent.rules.directory}, a line for each rule of a method. Does nothing without that property. JUnit
 * finds it by itself. Safe for every thread.
 */
public final class RuleRecorder implements TestExecutionListener {
    /** Where the files go. */
    public static final String DIRECTORY = "regent.rules.directory";

    /** How often a method ran, for a parametrised one may end in several ways. */
    private record Tally(int passed, int failed, int skipped) {
        Tally plus(TestExecutionResult.Status status) {
            return switch (status) {
                case SUCCESSFUL -> new Tally(passed + 1, failed, skipped);
                case FAILED -> new Tally(passed, failed + 1, skipped);
                case ABORTED -> new Tally(passed, failed, skipped + 1);
            };
        }
    }

    private final @Nullable Path directory;
    private final Map<Class<?>, Map<Method, Tally>> tallies =
            new TreeMap<>((a, b) -> a.getName().compareTo(b.getName()));

    /** For JUnit. */
    public RuleRecorder() {
        this(System.getProperty(DIRECTORY, ""));
    }

    RuleRecorder(String directory) {
        this.directory = directory.isEmpty() ? null : Path.of(directory);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            note(test, result.getStatus());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (test.isTest()) {
            note(test, TestExecutionResult.Status.ABORTED);
        }
    }

    private synchronized void note(TestIdentifier test, TestExecutionResult.Status status) {
        if (directory == null || !(test.getSource().orElse(null) instanceof MethodSource source)) {
            return;
        }
        Method method = source.getJavaMethod();
        if (!rules(source.getJavaClass(), method).isEmpty()) {
            tallies.computeIfAbsent(
                            source.getJavaClass(),
                            type -> new TreeMap<>((a, b) -> a.toString().compareTo(b.toString())))
                    .merge(method, new Tally(0, 0, 0).plus(status), (known, one) -> known.plus(status));
        }
    }

    /** Those of the method, of its class, and of the classes around that. */
    private static Set<String> rules(Class<?> testClass, Method method) {
        Set<String> rules = new LinkedHashSet<>();
        AnnotationSupport.findAnnotation(method, Section.class)
                .ifPresent(section -> rules.addAll(List.of(section.rules())));
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            AnnotationSupport.findAnnotation(type, Section.class)
                    .ifPresent(section -> rules.addAll(List.of(section.rules())));
        }
        return rules;
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            for (Map.Entry<Class<?>, Map<Method, Tally>> entry : tallies.entrySet()) {
                Files.writeString(directory.resolve(entry.getKey().getName() + ".tsv"), lines(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write down which rules were tested", e);
        }
    }

    private static String lines(Map.Entry<Class<?>, Map<Method, Tally>> tested) {
        StringBuilder lines = new StringBuilder();
        tested.getValue().forEach((method, tally) -> {
            for (String rule : rules(tested.getKey(), method)) {
                lines.append(String.join(
                                "\t",
                                rule,
                                tested.getKey().getName(),
                                method.getName(),
                                Integer.toString(tally.passed()),
                                Integer.toString(tally.failed()),
                                Integer.toString(tally.skipped())))
                        .append('\n');
            }
        });
        return lines.toString();
    }
}
