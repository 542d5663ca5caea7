package im.regent.im.privatexml;

import im.regent.core.config.Settings;

/**
 * Settings of XEP-0049, HOCON path {@code features.private-xml}.
 *
 * @param maxElementBytes of one element as XML
 * @param maxElements of one account
 * @param maxTotalBytes of everything that one account keeps
 */
record PrivateXmlSettings(int maxElementBytes, int maxElements, int maxTotalBytes) {
    static PrivateXmlSettings read(Settings settings) {
        return new PrivateXmlSettings(
                settings.bytes("max-element-size", 1, 524_288),
                settings.integer("max-elements", 1, 1000),
                settings.bytes("max-total-size", 1, 4_194_304));
    }
}
