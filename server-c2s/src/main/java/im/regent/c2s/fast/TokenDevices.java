package im.regent.c2s.fast;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The clients that have tokens, as storage has them; for administrators. What is taken away here is good for no login from then on.
 * Stages fail as those of {@link Maps} do. Safe for every thread.
 */
public final class TokenDevices {
    /**
     * One client.
     *
     * @param id its user agent's
     * @param software what it calls itself, or empty
     * @param device what it is installed on, or empty
     * @param until when it has to log in with the password at the latest
     */
    public record Row(String id, String software, String device, Instant lastSeen, Instant until) {}

    private final Accounts accounts;
    private final Maps<Device> devices;

    /** In these stores. */
    public TokenDevices(Stores stores) {
        this.accounts = stores.accounts();
        this.devices = open(stores);
    }

    static Maps<Device> open(Stores stores) {
        return stores.maps("fast-tokens", new DeviceCodec());
    }

    /** The clients of an account that can log in with a token, the one that was there last first. */
    public CompletionStage<List<Row>> of(Jid account) {
        return accounts.credentials(account)
                .thenCombine(
                        devices.get(account),
                        (credentials, known) -> known.entrySet().stream()
                                .filter(entry -> credentials
                                        .filter(entry.getValue()::isOf)
                                        .isPresent())
                                .map(entry -> row(entry.getKey(), entry.getValue()))
                                .sorted(Comparator.comparing(Row::lastSeen).reversed())
                                .toList());
    }

    private static Row row(String id, Device device) {
        Instant until = device.tokens().stream()
                .map(Token::expiry)
                .max(Comparator.naturalOrder())
                .orElse(device.lastSeen());
        return new Row(id, device.software(), device.name(), device.lastSeen(), until);
    }

    /** Takes the tokens of one client away. */
    public CompletionStage<Void> revoke(Jid account, String id) {
        return devices.update(account, before -> without(before, id)).thenAccept(after -> {});
    }

    private static Map<String, Device> without(Map<String, Device> before, String id) {
        Map<String, Device> after = new HashMap<>(before);
        after.remove(id);
        return after;
    }

    /** Takes the tokens of all its clients away. */
    public CompletionStage<Void> revokeAll(Jid account) {
        return devices.update(account, before -> Map.of()).thenAccept(after -> {});
    }
}
