package im.regent.storage;

/**
 * A value in memory, and about how large it is.
 *
 * @param bytes the length of its XML
 */
record Held<V>(V value, int bytes) {
    /** What a value costs besides its XML: keys, references, the cache's own books. */
    private static final int OVERHEAD = 200;

    int weight() {
        return OVERHEAD + bytes;
    }
}
