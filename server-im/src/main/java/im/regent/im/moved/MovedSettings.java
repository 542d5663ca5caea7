package im.regent.im.moved;

import im.regent.core.config.Settings;

/** Settings of moved accounts, HOCON path {@code features.moved}. */
record MovedSettings(Audience tell) {
    /** Who is told the new address. */
    enum Audience {
        /** Whoever sends something that is answered. */
        EVERYONE,
        /** Those who may see the account's presence; to others it looks as it did before. */
        CONTACTS
    }

    static MovedSettings read(Settings settings) {
        return new MovedSettings(settings.oneOf("tell", Audience.class));
    }
}
