package im.regent.core.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, once each, and sorts it by source and line. */
final class Problems {
    private static final Comparator<Noted> BY_PLACE = Comparator.comparingInt(Noted::order)
            .thenComparingInt(noted -> noted.problem().line());

    private final Set<Noted> noted = new LinkedHashSet<>();

    Problems() {}

    /** A copy. */
    Problems(Problems other) {
        noted.addAll(other.noted);
    }

    void error(Location where, String path, String message, String suggestion) {
        note(Severity.ERROR, where, path, message, suggestion);
    }

    void warning(Location where, String path, String message, String suggestion) {
        note(Severity.WARNING, where, path, message, suggestion);
    }

    private void note(Severity severity, Location where, String path, String message, String suggestion) {
        noted.add(
                new Noted(where.order(), new Problem(severity, where.file(), where.line(), path, message, suggestion)));
    }

    boolean hasErrors() {
        return noted.stream().anyMatch(each -> each.problem().isError());
    }

    List<Problem> sorted() {
        return noted.stream().sorted(BY_PLACE).map(Noted::problem).toList();
    }

    private record Noted(int order, Problem problem) {}
}
