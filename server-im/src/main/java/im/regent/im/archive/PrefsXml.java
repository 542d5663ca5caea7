package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Condition;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Preferences on the wire (XEP-0441 §2.1), and in storage. */
final class PrefsXml implements Codec<Prefs> {
    static final String PREFS = "prefs";

    @Override
    public Element encode(Prefs prefs) {
        return Element.of(Names.ARCHIVE, PREFS)
                .with("default", prefs.policy().value())
                .plus(list("always", prefs.always()))
                .plus(list("never", prefs.never()));
    }

    private static Element list(String name, Set<Jid> addresses) {
        Element list = Element.of(Names.ARCHIVE, name);
        return list.withNodes(addresses.stream()
                .map(jid -> Element.text(Names.ARCHIVE, "jid", jid.toString()))
                .toList());
    }

    @Override
    public Prefs decode(Element element) {
        try {
            return parse(element, Integer.MAX_VALUE);
        } catch (MalformedRequestException e) {
            throw new IllegalArgumentException("not preferences", e);
        }
    }

    /** Reads what a client sent; one entry that is wrong spoils all. */
    static Prefs parse(Element element, int maxItems) throws MalformedRequestException {
        Optional<Prefs.Policy> policy = Prefs.Policy.parse(element.attribute("default", ""));
        if (policy.isEmpty()) {
            throw MalformedRequestException.bad("'default' is always, never or roster");
        }
        return new Prefs(policy.get(), addresses(element, "always", maxItems), addresses(element, "never", maxItems));
    }

    /** "If missing from the preferences, [the list] SHOULD be assumed by the server to be an empty list." */
    private static Set<Jid> addresses(Element prefs, String name, int maxItems) throws MalformedRequestException {
        Set<Jid> addresses = new LinkedHashSet<>();
        for (Element list : prefs.children(Names.ARCHIVE, name)) {
            for (Element item : list.children(Names.ARCHIVE, "jid")) {
                addresses.add(address(item.text().strip()));
            }
        }
        if (addresses.size() > maxItems) {
            throw new MalformedRequestException(
                    Condition.POLICY_VIOLATION, "<" + name + "/> may have " + maxItems + " addresses");
        }
        return addresses;
    }

    static Jid address(String text) throws MalformedRequestException {
        try {
            return Jid.parse(text);
        } catch (MalformedJidException e) {
            throw new MalformedRequestException(Condition.JID_MALFORMED, "not an address: " + e.getMessage());
        }
    }
}
