package im.regent.dist.server;

import im.regent.dist.admin.AdminClient;
import im.regent.privilege.Privileges;
import java.util.List;
import java.util.stream.Stream;

/** Asks the running server of its privileged entities. */
final class RemotePrivileges implements Privileges {
    private final AdminClient server;

    RemotePrivileges(AdminClient server) {
        this.server = server;
    }

    @Override
    public List<List<String>> list() {
        return server.ask("privilege-list");
    }

    @Override
    public List<List<String>> show(String entity) {
        return server.ask("privilege-show", entity);
    }

    @Override
    public List<String> explain(String entity, List<String> act) {
        String[] words = Stream.concat(Stream.of("privilege-explain", entity), act.stream())
                .toArray(String[]::new);
        return server.ask(words).get(0);
    }

    @Override
    public List<List<String>> log(long after) {
        return server.ask("privilege-log", String.valueOf(after));
    }
}
