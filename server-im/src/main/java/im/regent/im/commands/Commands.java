package im.regent.im.commands;

import im.regent.core.hook.Registration;

/** Where features offer commands. Safe for every thread. */
@FunctionalInterface
public interface Commands {
    /**
     * Offers a command.
     *
     * @throws IllegalStateException when there is one with this node at this place
     */
    Registration offer(Command command);
}
