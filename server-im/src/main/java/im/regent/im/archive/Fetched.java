package im.regent.im.archive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which parts of its archive a session has been given: spans of ids in which nothing was left out, those that touch melted
 * together, and single ids where a condition left out others. When there are too many, some are forgotten: then a message comes
 * twice rather than never. Safe for every thread.
 */
final class Fetched {
    private static final int MAX_SPANS = 32;
    private static final int MAX_SINGLE = 1_000;

    private record Span(long first, long last) {
        boolean touches(Span other) {
            return first <= other.last && other.first <= last;
        }

        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private List<Span> spans = List.of();
    /** The one that was added first is the first. */
    private final Set<Long> single = new LinkedHashSet<>();

    synchronized void add(long first, long last) {
        Span added = new Span(first, last);
        List<Span> apart = new ArrayList<>();
        for (Span span : spans) {
            if (span.touches(added)) {
                added = added.with(span);
            } else {
                apart.add(span);
            }
        }
        if (apart.size() == MAX_SPANS) {
            apart.remove(0);
        }
        apart.add(added);
        spans = List.copyOf(apart);
    }

    synchronized void addSingle(List<Long> ids) {
        single.addAll(ids);
        Iterator<Long> oldest = single.iterator();
        while (single.size() > MAX_SINGLE) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized boolean has(long id) {
        return single.contains(id) || spans.stream().anyMatch(span -> span.first() <= id && id <= span.last());
    }
}
