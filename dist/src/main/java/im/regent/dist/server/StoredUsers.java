package im.regent.dist.server;

import im.regent.c2s.fast.TokenDevices;
import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.jid.Nodeprep;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import im.regent.core.time.Stages;
import im.regent.dist.io.CredentialsFile;
import im.regent.dist.io.Failure;
import im.regent.im.moved.Move;
import im.regent.im.moved.MovedAccounts;
import im.regent.im.moved.XmppUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The accounts as storage has them, and their sessions as far as a server runs. */
public final class StoredUsers implements Users {
    private static final int PAGE = 500;

    /** What a running server knows of accounts. */
    public interface Online {
        /** The resources that are bound. */
        List<String> resources(Jid account);

        /** Ends all sessions and tells their clients why; complete when they have left the session table. */
        CompletionStage<Void> close(Jid account, String why);

        /** Takes the account out of its contacts' rosters, before it is deleted. */
        CompletionStage<Void> leave(Jid account);
    }

    private final Accounts accounts;
    private final MovedAccounts moves;
    private final ClientTokens tokens;
    private final Loaded loaded;
    private final Supplier<List<Jid>> admins;
    private final ScramCredentials scram;
    private final Online online;
    private final Optional<CredentialsFile> remembered;

    /** With the administrators of now, and a file in which passwords are remembered, for the demo. */
    public StoredUsers(
            Stores stores,
            Loaded loaded,
            Supplier<List<Jid>> admins,
            ScramCredentials scram,
            Online online,
            Optional<CredentialsFile> remembered) {
        this.accounts = stores.accounts();
        this.moves = new MovedAccounts(stores);
        this.tokens = new ClientTokens(new TokenDevices(stores));
        this.loaded = loaded;
        this.admins = admins;
        this.scram = scram;
        this.online = online;
        this.remembered = remembered;
    }

    @Override
    public String add(String name, Secret password) {
        Jid account = account(name);
        checkReachable(account);
        if (!await(accounts.create(account, Credentials.of(derive(password))))) {
            throw new Failure("there is an account " + account + " already: \"regent user passwd " + account
                    + "\" changes its password");
        }
        return account.toString();
    }

    /** RFC 7622 §3.5 leaves it to "a registration policy" that no two accounts are one for other servers. */
    private static void checkReachable(Jid account) {
        Nodeprep.elsewhere(account).ifPresent(other -> {
            throw new Failure("older servers write " + account + " as " + other
                    + ", so it could not be reached from there: add " + other + " instead");
        });
    }

    @Override
    public String changePassword(String name, Secret password) {
        Jid account = account(name);
        List<ScramKeys> keys = derive(password);
        update(account, before -> before.with(keys));
        // They are good for nothing any more; nobody needs to see them.
        tokens.revoke(account, "");
        await(online.close(account, "the password was changed"));
        remembered.ifPresent(file -> file.replace(account.toString(), password.reveal()));
        return account.toString();
    }

    @Override
    public String delete(String name) {
        Jid account = account(name);
        // Nobody logs in again while the sessions end.
        update(account, before -> before.disabled(true));
        await(online.close(account, "the account was deleted"));
        await(online.leave(account));
        if (!await(accounts.delete(account))) {
            throw unknown(account);
        }
        remembered.ifPresent(file -> file.remove(account.toString()));
        return account.toString();
    }

    @Override
    public String move(String name, String to, boolean isForNow) {
        Jid account = existing(name);
        Jid newAddress = XmppUri.account(to)
                .orElseThrow(
                        () -> new Failure(
                                "\"" + to
                                        + "\" is not the address of an account: write it as alice@example.net or xmpp:alice@example.net"));
        if (newAddress.equals(account)) {
            throw new Failure(account + " cannot move to itself");
        }
        Move.Kind kind = isForNow ? Move.Kind.FOR_NOW : Move.Kind.FOR_GOOD;
        await(moves.record(account, Optional.of(new Move(kind, newAddress))));
        return account.toString();
    }

    @Override
    public String disable(String name) {
        Jid account = account(name);
        update(account, before -> before.disabled(true));
        await(online.close(account, "the account was disabled"));
        return account.toString();
    }

    @Override
    public String stay(String name) {
        Jid account = existing(name);
        await(moves.record(account, Optional.empty()));
        return account.toString();
    }

    private Jid existing(String name) {
        Jid account = account(name);
        if (!await(accounts.exists(account))) {
            throw unknown(account);
        }
        return account;
    }

    @Override
    public String enable(String name) {
        Jid account = account(name);
        update(account, before -> before.disabled(false));
        return account.toString();
    }

    @Override
    public String expire(String name) {
        Jid account = account(name);
        update(account, Credentials::expired);
        return account.toString();
    }

    private void update(Jid account, UnaryOperator<Credentials> change) {
        if (!await(accounts.update(account, change))) {
            throw unknown(account);
        }
    }

    @Override
    public boolean exists(String name) {
        return await(accounts.exists(account(name)));
    }

    @Override
    public List<Row> list(String host) {
        List<String> hosts = host.isEmpty() ? loaded.server().virtualHosts() : List.of(checkedHost(host));
        List<Row> rows = new ArrayList<>();
        for (String each : hosts) {
            String after = "";
            List<Jid> page;
            do {
                page = await(accounts.list(each, after, PAGE));
                page.forEach(account -> rows.add(row(account)));
                after = page.isEmpty() ? "" : page.get(page.size() - 1).local();
            } while (page.size() == PAGE);
        }
        return List.copyOf(rows);
    }

    private Row row(Jid account) {
        return new Row(
                account.toString(),
                admins.get().contains(account),
                online.resources(account).size());
    }

    @Override
    public List<List<String>> show(String name) {
        Jid account = account(name);
        Credentials credentials = await(accounts.credentials(account)).orElseThrow(() -> unknown(account));
        List<String> resources = online.resources(account);
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("address", account.toString()),
                List.of("role", admins.get().contains(account) ? "admin" : "user"),
                List.of("login", credentials.isDisabled() ? "disabled" : "enabled"),
                List.of(
                        "password",
                        (credentials.isExpired() ? "expired: " : "")
                                + credentials.keys().stream()
                                        .map(StoredUsers::described)
                                        .collect(Collectors.joining(", "))),
                List.of("sessions", resources.isEmpty() ? "none" : String.join(", ", resources))));
        await(moves.of(account)).ifPresent(move -> rows.add(List.of("moved", described(move))));
        return List.copyOf(rows);
    }

    @Override
    public List<List<String>> tokens(String name) {
        return tokens.rows(existing(name));
    }

    @Override
    public String revoke(String name, String client) {
        Jid account = existing(name);
        tokens.revoke(account, client);
        return account.toString();
    }

    private static String described(Move move) {
        return (move.kind() == Move.Kind.FOR_NOW ? "for now, to " : "for good, to ") + move.uri();
    }

    private static String described(ScramKeys keys) {
        return "SCRAM-" + keys.hash() + " (" + keys.iterations() + " rounds)";
    }

    private Jid account(String name) {
        try {
            Jid account = name.indexOf('@') < 0
                    ? Jid.of(name, loaded.server().virtualHosts().get(0), "")
                    : Jid.parse(name);
            if (!account.hasLocal() || !account.isBare()) {
                throw new Failure("\"" + name + "\" is not the address of an account: write it as alice@"
                        + loaded.server().virtualHosts().get(0));
            }
            checkedHost(account.domain());
            return account;
        } catch (MalformedJidException e) {
            throw new Failure("\"" + name + "\" is not an address: " + e.getMessage(), e);
        }
    }

    private String checkedHost(String host) {
        if (!loaded.server().virtualHosts().contains(host)) {
            throw new Failure("there is no virtual host " + host + " here; there is "
                    + String.join(", ", loaded.server().virtualHosts()));
        }
        return host;
    }

    private List<ScramKeys> derive(Secret password) {
        try {
            return scram.derive(password).keys();
        } catch (MalformedPasswordException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Failure unknown(Jid account) {
        return new Failure("there is no account " + account + ": see \"regent user list\"");
    }

    /** Waits for storage, which answers or fails within its own deadlines. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = Stages.cause(e);
            if (cause instanceof StoreException) {
                throw new Failure("storage does not work: " + cause.getMessage(), cause);
            }
            throw e;
        }
    }
}
