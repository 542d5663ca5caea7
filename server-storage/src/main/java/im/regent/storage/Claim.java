package im.regent.storage;

import im.regent.core.jid.Jid;
import org.jspecify.annotations.Nullable;

/** One change's part in a {@link Cell}: made in the lane, settled by the writer, released exactly once. */
final class Claim<V> {
    private final Cells<V> cells;
    private final Jid account;
    private final Cell<V> cell;
    private @Nullable Held<V> after;

    Claim(Cells<V> cells, Jid account, Cell<V> cell) {
        this.cells = cells;
        this.account = account;
        this.cell = cell;
    }

    Jid account() {
        return account;
    }

    /** What the change starts from; reads the table if need be. In the lane. */
    Held<V> before() {
        Held<V> newest = cell.newest;
        if (newest == null) {
            newest = cells.load(account);
            cell.newest = newest;
        }
        return newest;
    }

    /** What the next change starts from. In the lane. */
    void become(Held<V> changed) {
        after = changed;
        cell.newest = changed;
    }

    /** Whether no other change of this value is on its way. In the lane. */
    boolean isAlone() {
        return cell.underWay == 1;
    }

    /** Whether a change failed that this one was built upon. */
    boolean isBroken() {
        return cell.isBroken;
    }

    /** The rows are durable: readers may see the value. */
    void commit() {
        if (after != null) {
            cells.put(account, after);
        }
    }

    /** The rows are not there, or nobody knows: who comes next reads the table. */
    void fail() {
        // In this order: who claims a new cell in between builds on this one, and fails with it.
        cells.forget(account);
        cell.isBroken = true;
    }

    void release() {
        cells.release(account, cell);
    }
}
