package im.regent.storage;

import org.jspecify.annotations.Nullable;

/**
 * The newest value of one account in one store while changes to it are on their way to the disk: the next change starts from
 * it, nobody else sees it. Once a change has failed, all that were built upon it fail too, and the cell is given up.
 *
 * <p>{@code newest} belongs to the account's lane; {@code underWay} changes only inside the map of cells; {@code isBroken} is
 * set by the writer.
 */
final class Cell<V> {
    @Nullable
    Held<V> newest;

    int underWay;
    volatile boolean isBroken;
}
