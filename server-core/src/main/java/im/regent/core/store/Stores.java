package im.regent.core.store;

/**
 * Opens stores by name. A name belongs to one feature, is part of the stored data, and must not change; it holds small ASCII
 * letters, digits and hyphens, at most 40.
 */
public interface Stores {
    /** The accounts. */
    Accounts accounts();

    /** One value per account. */
    <T> Documents<T> documents(String name, Codec<T> codec);

    /** One map per account. */
    <T> Maps<T> maps(String name, Codec<T> codec);

    /** One journal per account. */
    <T> Journal<T> journal(String name, Codec<T> codec);
}
