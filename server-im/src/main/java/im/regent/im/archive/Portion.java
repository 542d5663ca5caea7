package im.regent.im.archive;

import im.regent.core.store.Archive;
import im.regent.core.xml.Element;
import java.util.List;

/**
 * As much of a page as a client is sent at once, for what may wait for one is limited: the rest is the next page. XEP-0313 §4.3.1: "a
 * server MAY place a reasonable limit on how many stanzas may be pushed to a client in one request".
 */
final class Portion {
    static final int MAX_BYTES = 256 * 1_024;

    private Portion() {}

    /** @param isFromEnd from where the page was looked for: what is left out is at the other end */
    static Archive.Page<Element> of(Archive.Page<Element> page, boolean isFromEnd) {
        List<Archive.Entry<Element>> entries = page.entries();
        int count = 0;
        long bytes = 0;
        while (count < entries.size()) {
            Archive.Entry<Element> next = entries.get(isFromEnd ? entries.size() - 1 - count : count);
            bytes += next.value().map(Element::weight).orElse(0);
            if (count > 0 && bytes > MAX_BYTES) {
                return new Archive.Page<>(
                        isFromEnd ? entries.subList(entries.size() - count, entries.size()) : entries.subList(0, count),
                        false);
            }
            count++;
        }
        return page;
    }
}
