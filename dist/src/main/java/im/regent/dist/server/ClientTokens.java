package im.regent.dist.server;

import static im.regent.dist.server.StoredUsers.await;

import im.regent.c2s.fast.TokenDevices;
import im.regent.core.jid.Jid;
import im.regent.dist.io.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The clients with tokens, as an administrator sees them. */
record ClientTokens(TokenDevices devices) {
    List<List<String>> rows(Jid account) {
        return await(devices.of(account)).stream().map(ClientTokens::row).toList();
    }

    private static List<String> row(TokenDevices.Row row) {
        return List.of(
                row.id(),
                "seen " + second(row.lastSeen()),
                "good until " + second(row.until()),
                (row.software() + ' ' + row.device()).strip());
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Takes tokens away from one client, or from all if its id is empty. */
    void revoke(Jid account, String client) {
        String id = client.toLowerCase(Locale.ROOT);
        boolean isKnown =
                await(devices.of(account)).stream().anyMatch(row -> row.id().equals(id));
        if (!id.isEmpty() && !isKnown) {
            throw new Failure("no client " + client + " of " + account + " has a token: see \"regent user tokens "
                    + account + "\"");
        }
        await(id.isEmpty() ? devices.revokeAll(account) : devices.revoke(account, id));
    }
}
