package im.regent.im.vcard;

import im.regent.core.config.Settings;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings of XEP-0054, HOCON path {@code features.vcard}.
 *
 * @param maxBytes of one vCard as XML
 * @param readers who may see the vCard of an account
 * @param ofServer the server's own vCard; empty if it has none
 */
record VCardSettings(int maxBytes, Readers readers, Element ofServer) {
    /** Who may see the vCard of an account. */
    enum Readers {
        EVERYONE,
        /** Those who may see the account's presence. */
        CONTACTS
    }

    static VCardSettings read(Settings settings) {
        return new VCardSettings(
                settings.bytes("max-size", 1, 524_288),
                settings.oneOf("readers", Readers.class),
                server(settings.section("server")));
    }

    private static Element server(Settings settings) {
        List<Element> fields = new ArrayList<>();
        field(settings, "name", "FN").ifPresent(fields::add);
        field(settings, "url", "URL").ifPresent(fields::add);
        field(settings, "email", "USERID")
                .map(address ->
                        Element.of(VCards.NAMESPACE, "EMAIL", Element.of(VCards.NAMESPACE, "INTERNET"), address))
                .ifPresent(fields::add);
        field(settings, "jid", "JABBERID").ifPresent(fields::add);
        field(settings, "description", "DESC").ifPresent(fields::add);
        return Element.of(VCards.NAMESPACE, "vCard").withNodes(fields);
    }

    private static Optional<Element> field(Settings settings, String key, String name) {
        return settings.optionalString(key).map(value -> Element.text(VCards.NAMESPACE, name, value));
    }
}
