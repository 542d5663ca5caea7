package im.regent.dist.server;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.server.Server;
import im.regent.dist.io.CredentialsFile;
import im.regent.im.api.Rosters;
import java.util.List;

/** The accounts of the demo: those in its credentials file. */
final class DemoAccounts {
    private DemoAccounts() {}

    /** Creates those that are missing. */
    static void create(CredentialsFile file, Users users) {
        file.all().forEach((name, password) -> {
            if (name.contains("@") && !users.exists(name)) {
                users.add(name, new Secret(password));
            }
        });
    }

    /**
     * Puts the demo's own accounts into each other's rosters as long as these are empty: whoever has changed a roster wants it
     * so.
     */
    static void befriend(CredentialsFile file, Server server) {
        List<Jid> accounts = Demo.ACCOUNTS.stream()
                .filter(name -> file.of(name).isPresent())
                .map(Jid::valueOf)
                .toList();
        server.features().provided(Rosters.class).ifPresent(rosters -> {
            List<Jid> lonely = accounts.stream()
                    .filter(account -> StoredUsers.await(rosters.of(account)).isEmpty())
                    .toList();
            for (Jid one : lonely) {
                for (Jid other : lonely) {
                    if (one.compareTo(other) < 0) {
                        StoredUsers.await(rosters.befriend(one, other));
                    }
                }
            }
        });
    }
}
