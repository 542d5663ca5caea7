package im.regent.dist.server;

import im.regent.core.config.Secret;
import java.util.List;

/**
 * The accounts, for an administrator. Names are addresses, as {@code alice@example.org}, or local parts, as {@code alice}, which
 * stand for an account on the first virtual host. Every method blocks, is safe for every thread, and throws {@link
 * im.regent.dist.io.Failure} when it cannot do what it is asked.
 */
public interface Users {
    /** Creates an account; returns its address. */
    String add(String name, Secret password);

    /** Replaces the password, also one that has expired; returns the address. */
    String changePassword(String name, Secret password);

    /** Ends the account's sessions and deletes it with all that belongs to it; returns the address. */
    String delete(String name);

    /**
     * Records where the owner of an account has moved; returns the address.
     *
     * @param to a bare address, or its URI
     */
    String move(String name, String to, boolean isForNow);

    /** Records that the owner of an account has not moved; returns the address. */
    String stay(String name);

    /** Refuses further logins and ends the account's sessions; keeps everything; returns the address. */
    String disable(String name);

    /** Takes {@link #disable} back; returns the address. */
    String enable(String name);

    /** Refuses logins with the present password until it was changed; sessions go on; returns the address. */
    String expire(String name);

    /** Whether there is such an account. */
    boolean exists(String name);

    /** The accounts of a virtual host, or of all if the host is empty. */
    List<Row> list(String host);

    /** What is known of one account, a label and a value in each line. */
    List<List<String>> show(String name);

    /** The clients of an account that can log in with a token: id, last seen, good until, and its names for itself. */
    List<List<String>> tokens(String name);

    /**
     * Takes the tokens of an account's client away; returns the address.
     *
     * @param client its id, or empty for all clients
     */
    String revoke(String name, String client);

    /** One account in a list. */
    record Row(String address, boolean isAdmin, int sessions) {}
}
