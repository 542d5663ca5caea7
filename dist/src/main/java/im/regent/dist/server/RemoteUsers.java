package im.regent.dist.server;

import im.regent.core.config.Secret;
import im.regent.dist.admin.AdminClient;
import java.util.List;

/** The accounts, asked of the server that runs. */
public final class RemoteUsers implements Users {
    private final AdminClient server;

    /** Through its admin socket. */
    public RemoteUsers(AdminClient server) {
        this.server = server;
    }

    @Override
    public String add(String name, Secret password) {
        return word(server.ask("user-add", name, password.reveal()));
    }

    @Override
    public String changePassword(String name, Secret password) {
        return word(server.ask("user-passwd", name, password.reveal()));
    }

    @Override
    public String delete(String name) {
        return word(server.ask("user-delete", name));
    }

    @Override
    public String move(String name, String to, boolean isForNow) {
        return word(server.ask("user-move", name, to, String.valueOf(isForNow)));
    }

    @Override
    public String stay(String name) {
        return word(server.ask("user-stay", name));
    }

    @Override
    public String disable(String name) {
        return word(server.ask("user-disable", name));
    }

    @Override
    public String enable(String name) {
        return word(server.ask("user-enable", name));
    }

    @Override
    public String expire(String name) {
        return word(server.ask("user-expire", name));
    }

    @Override
    public boolean exists(String name) {
        return Boolean.parseBoolean(word(server.ask("user-exists", name)));
    }

    @Override
    public List<Row> list(String host) {
        return server.ask("user-list", host).stream()
                .map(row -> new Row(row.get(0), row.get(1).equals("admin"), Integer.parseInt(row.get(2))))
                .toList();
    }

    @Override
    public List<List<String>> show(String name) {
        return server.ask("user-show", name);
    }

    @Override
    public List<List<String>> tokens(String name) {
        return server.ask("user-tokens", name);
    }

    @Override
    public String revoke(String name, String client) {
        return word(server.ask("user-revoke", name, client));
    }

    private static String word(List<List<String>> answer) {
        return answer.get(0).get(0);
    }
}
