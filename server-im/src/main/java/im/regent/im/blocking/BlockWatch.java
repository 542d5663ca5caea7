package im.regent.im.blocking;

import im.regent.core.hook.Registration;
import java.util.function.Consumer;

/** Tells other features what accounts block. Safe for every thread. */
@FunctionalInterface
public interface BlockWatch {
    /**
     * Tells the watcher of every item of every successful request to block, also of one that was on the list already, when it is
     * durable and confirmed. It is called on the loop of whoever asked, and must not block.
     */
    Registration watch(Consumer<BlockedItem> watcher);
}
