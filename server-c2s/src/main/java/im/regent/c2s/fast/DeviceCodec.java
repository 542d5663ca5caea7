package im.regent.c2s.fast;

import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Devices in storage. */
final class DeviceCodec implements Codec<Device> {
    private static final String NAMESPACE = "urn:regent:fast:0";

    @Override
    public Element encode(Device device) {
        Element element = Element.of(NAMESPACE, "device")
                .with("software", device.software())
                .with("name", device.name())
                .with("last-seen", device.lastSeen().toString());
        for (Token token : device.tokens()) {
            element = element.plus(encode(token));
        }
        return element;
    }

    private static Element encode(Token token) {
        Element element = Element.of(NAMESPACE, "token")
                .with("salt", token.salt())
                .with("mechanism", token.mechanism())
                .with("issued", token.issued().toString())
                .with("expiry", token.expiry().toString())
                .with("count", Long.toString(token.count()))
                .with("used", Boolean.toString(token.isUsed()));
        for (String print : token.passwords()) {
            element = element.plusText("password", print);
        }
        return element;
    }

    @Override
    public Device decode(Element element) {
        if (!element.is(NAMESPACE, "device")) {
            throw new IllegalArgumentException("not a device");
        }
        try {
            return new Device(
                    element.attribute("software", ""),
                    element.attribute("name", ""),
                    Instant.parse(element.attribute("last-seen", "")),
                    element.children(NAMESPACE, "token").stream()
                            .map(DeviceCodec::token)
                            .toList());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a device with a time that is none", e);
        }
    }

    private static Token token(Element element) {
        Set<String> prints = new LinkedHashSet<>();
        element.children(NAMESPACE, "password").forEach(print -> prints.add(print.text()));
        return new Token(
                element.attribute("salt", ""),
                element.attribute("mechanism", ""),
                Instant.parse(element.attribute("issued", "")),
                Instant.parse(element.attribute("expiry", "")),
                Long.parseLong(element.attribute("count", "")),
                Boolean.parseBoolean(element.attribute("used", "")),
                prints);
    }
}
