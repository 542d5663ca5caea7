package im.regent.storage;

import com.github.benmanes.caffeine.cache.Cache;

/** What all stores share: the threads, the memory, the database. */
record Machinery(
        Database database,
        Reads reads,
        Lanes lanes,
        Writers writers,
        Numbers numbers,
        Cache<Cells.Key, Held<?>> cache) {}
