package im.regent.im.delivery;

import im.regent.core.config.Settings;

/**
 * Settings of message delivery, HOCON path {@code features.delivery}.
 *
 * @param doesRefuseUnknown whether messages to an account that does not exist are answered with an error; otherwise they are
 *     ignored, so that nobody can find out which accounts exist (RFC 6121 §8.5.1 allows both)
 * @param doesGuardResources whether requests to a client's full address need the right to know its presence (§8.5.3.1)
 */
record DeliverySettings(boolean doesRefuseUnknown, boolean doesGuardResources) {
    static DeliverySettings read(Settings settings) {
        return new DeliverySettings(settings.flag("refuse-unknown-accounts"), settings.flag("guard-resources"));
    }
}
