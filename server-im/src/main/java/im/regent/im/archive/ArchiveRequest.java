package im.regent.im.archive;

import im.regent.core.stanza.Condition;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.xml.Element;
import java.util.Optional;

/**
 * A query as a client sent it.
 *
 * @param queryId to be repeated with each result, if there is one
 * @param isFlipped whether the page is to be sent in reverse order
 * @param isWhole whether no condition leaves out entries between the first and the last of the page
 */
record ArchiveRequest(ArchiveQuery query, Optional<String> queryId, boolean isFlipped, boolean isWhole) {
    private static final int MAX_DIGITS = 9;

    static ArchiveRequest parse(Element query, QueryForm form, ArchiveSettings settings)
            throws MalformedRequestException {
        if (!query.attribute("node", "").isEmpty()) {
            // XEP-0442: an account has no nodes.
            throw new MalformedRequestException(Condition.ITEM_NOT_FOUND, "an account's archive has no nodes");
        }
        ArchiveQuery.Builder builder = paging(query.child(Names.PAGING, "set"), form, settings);
        form.read(query, builder);
        ArchiveQuery parsed = builder.build();
        return new ArchiveRequest(
                parsed,
                query.attribute("queryid"),
                query.child(Names.ARCHIVE, "flip-page").isPresent(),
                parsed.with().isEmpty() && parsed.only().isEmpty());
    }

    /** XEP-0059, as far as XEP-0313 §4.3 wants it. */
    private static ArchiveQuery.Builder paging(Optional<Element> set, QueryForm form, ArchiveSettings settings)
            throws MalformedRequestException {
        if (set.isEmpty()) {
            return ArchiveQuery.first(settings.pageSize());
        }
        if (set.get().child(Names.PAGING, "index").isPresent()) {
            // XEP-0059 §2.6: "exceptionally resource intensive".
            throw new MalformedRequestException(Condition.FEATURE_NOT_IMPLEMENTED, "pages are not found by an index");
        }
        Optional<String> before = text(set.get(), "before");
        Optional<String> after = text(set.get(), "after").filter(id -> !id.isEmpty());
        if (before.isPresent() && after.isPresent()) {
            // §4.3.2: "RSM does not define the behaviour of including both before and after in the same request."
            throw MalformedRequestException.bad("a page is before or after an id, not both");
        }
        int limit = limit(text(set.get(), "max"), settings);
        if (before.isPresent()) {
            ArchiveQuery.Builder last = ArchiveQuery.last(limit);
            return before.get().isEmpty() ? last : last.before(form.number(before.get()));
        }
        ArchiveQuery.Builder first = ArchiveQuery.first(limit);
        return after.isPresent() ? first.after(form.number(after.get())) : first;
    }

    private static Optional<String> text(Element set, String name) {
        return set.child(Names.PAGING, name).map(element -> element.text().strip());
    }

    /** §4.3.1: "a server MAY place a reasonable limit on how many stanzas may be pushed to a client in one request". */
    private static int limit(Optional<String> max, ArchiveSettings settings) throws MalformedRequestException {
        if (max.isEmpty()) {
            return settings.pageSize();
        }
        String digits = max.get();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw MalformedRequestException.bad("<max/> is a number");
        }
        return digits.length() > MAX_DIGITS
                ? settings.maxPageSize()
                : Math.min(Integer.parseInt(digits), settings.maxPageSize());
    }
}
