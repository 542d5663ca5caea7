package im.regent.core.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between an element's tags, shared by all copies of the element that differ only in attributes, so that a
 * stanza that goes to many receivers is encoded once. The cached encoding depends on the owner's namespace, which copies
 * share. Safe for every thread: two threads may encode twice, with the same result.
 */
final class Content {
    static final Content EMPTY = new Content(List.of());

    final List<Node> nodes;
    private volatile byte @Nullable [] encoded;

    Content(List<Node> nodes) {
        this.nodes = nodes;
    }

    byte @Nullable [] encoded() {
        return encoded;
    }

    void encoded(byte[] bytes) {
        encoded = bytes;
    }
}
