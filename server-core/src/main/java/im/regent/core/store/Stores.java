package im.regent.core.store;

import im.regent.core.jid.Jid;

/**
 * Opens stores by name. A name belongs to one feature, is part of the stored data, and must not change; it holds small ASCII
 * letters, digits and hyphens, at most 40 (else {@link IllegalArgumentException}).
 *
 * <p>Opening a name again gives the store that was opened first, with its codec. All addresses given to stores are bare
 * (else {@link IllegalArgumentException}); a domain's address may own data as an account does. A value may take up to
 * {@link #MAX_VALUE_BYTES} as XML; writing a larger one fails with {@link StoreException}.
 */
public interface Stores {
    /** How long the XML of one value may be, in bytes of UTF-8. */
    int MAX_VALUE_BYTES = 1_000_000;

    /** The accounts. */
    Accounts accounts();

    /** One value per account. */
    <T> Documents<T> documents(String name, Codec<T> codec);

    /** One map per account. */
    <T> Maps<T> maps(String name, Codec<T> codec);

    /** One journal per account. */
    <T> Journal<T> journal(String name, Codec<T> codec);

    /** One archive per account. The first one to be opened may block: features open it when they start. */
    <T> Archive<T> archive(String name, Codec<T> codec);

    /** Gives back the name if it may name a store, else throws {@link IllegalArgumentException}. */
    static String checkedName(String name) {
        boolean isLegal = !name.isEmpty() && name.length() <= 40;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            isLegal &= c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
        }
        if (!isLegal) {
            throw new IllegalArgumentException("not the name of a store: '" + name + "'");
        }
        return name;
    }

    /** Gives back the address if it is bare, else throws {@link IllegalArgumentException}. */
    static Jid checkedOwner(Jid account) {
        if (!account.isBare()) {
            throw new IllegalArgumentException("stores take bare addresses");
        }
        return account;
    }
}
