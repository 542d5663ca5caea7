package im.regent.im.disco;

import im.regent.core.feature.Advertised;
import im.regent.core.feature.Identity;
import im.regent.core.routing.Target;
import im.regent.core.xml.Element;

/** Builds answers of service discovery from what is registered (XEP-0030 §3.1). */
public final class DiscoInfo {
    /** The namespace of information. */
    public static final String INFO = "http://jabber.org/protocol/disco#info";

    /** The namespace of items. */
    public static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private DiscoInfo() {}

    /** The information about a virtual host or an account, without a node. */
    public static Element info(Advertised advertised, Target target) {
        Element query = Element.of(INFO, "query");
        for (Identity identity : advertised.identities(target)) {
            Element element = Element.of(INFO, "identity")
                    .with("category", identity.category())
                    .with("type", identity.type());
            query = query.plus(identity.name().isEmpty() ? element : element.with("name", identity.name()));
        }
        for (String feature : advertised.features(target)) {
            query = query.plus(Element.of(INFO, "feature").with("var", feature));
        }
        return query;
    }
}
