package im.regent.im.delivery;

import im.regent.core.config.Settings;

/**
 * Settings of message delivery, HOCON path {@code features.delivery}.
 *
 * @param doesRefuseUnknown whether messages to an account that does not exist are answered with an error; otherwise they are
 *     ignored, so that nobody can find out which accounts exist (RFC 6121 §8.5.1 allows both)
 */
record DeliverySettings(boolean doesRefuseUnknown) {
    static DeliverySettings read(Settings settings) {
        return new DeliverySettings(settings.flag("refuse-unknown-accounts"));
    }
}
