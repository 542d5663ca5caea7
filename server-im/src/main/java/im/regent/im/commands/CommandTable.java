package im.regent.im.commands;

import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The commands that are offered, and who may use them. Safe for every thread. */
final class CommandTable implements Commands {
    private record Key(Command.Place place, String node) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byPlace = place.compareTo(other.place);
            return byPlace != 0 ? byPlace : node.compareTo(other.node);
        }
    }

    private final ConcurrentSkipListMap<Key, Command> commands = new ConcurrentSkipListMap<>();
    private volatile Set<Jid> admins;

    CommandTable(Set<Jid> admins) {
        this.admins = Set.copyOf(admins);
    }

    /** Others administer the server from now on; what is under way is asked again with each step. */
    void administeredBy(Set<Jid> others) {
        admins = Set.copyOf(others);
    }

    @Override
    public Registration offer(Command command) {
        Key key = new Key(command.place(), command.node());
        if (commands.putIfAbsent(key, command) != null) {
            throw new IllegalStateException("two features offer a command " + command.node());
        }
        return () -> commands.remove(key, command);
    }

    /** Whoever may use it or not. */
    Optional<Command> find(Jid responder, String node) {
        return Optional.ofNullable(commands.get(new Key(place(responder), node)));
    }

    /** What this origin may use there, in the order of the nodes. */
    List<Command> of(Jid responder, Origin origin) {
        Command.Place place = place(responder);
        return commands.values().stream()
                .filter(command -> command.place() == place && mayUse(command, responder, origin))
                .toList();
    }

    boolean mayUse(Command command, Jid responder, Origin origin) {
        if (command.place() == Command.Place.ACCOUNT && !origin.isAccount(responder)) {
            return false;
        }
        return switch (command.permission()) {
            // Not for those who act for an administrator: they were trusted with something else.
            case ADMIN ->
                origin instanceof Session && admins.contains(origin.jid().bare());
            case USER -> origin.jid().hasLocal() && origin.jid().domain().equals(responder.domain());
        };
    }

    private static Command.Place place(Jid responder) {
        return responder.hasLocal() ? Command.Place.ACCOUNT : Command.Place.HOST;
    }
}
