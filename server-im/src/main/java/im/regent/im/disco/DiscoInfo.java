package im.regent.im.disco;

import im.regent.core.feature.Advertised;
import im.regent.core.feature.Identity;
import im.regent.core.feature.InfoForm;
import im.regent.core.feature.Information;
import im.regent.core.routing.Target;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Map;

/** Builds answers of service discovery from what is registered (XEP-0030 §3.1). */
public final class DiscoInfo {
    /** The namespace of information. */
    public static final String INFO = "http://jabber.org/protocol/disco#info";

    /** The namespace of items. */
    public static final String ITEMS = "http://jabber.org/protocol/disco#items";

    /** The namespace of data forms (XEP-0004). */
    public static final String FORMS = "jabber:x:data";

    private DiscoInfo() {}

    /** The information about a virtual host or one of its accounts, without a node. */
    public static Element info(Advertised advertised, String host, Target target) {
        Information information = advertised.on(host, target);
        Element query = Element.of(INFO, "query");
        for (Identity identity : information.identities()) {
            Element element = Element.of(INFO, "identity")
                    .with("category", identity.category())
                    .with("type", identity.type());
            query = query.plus(identity.name().isEmpty() ? element : element.with("name", identity.name()));
        }
        for (String feature : information.features()) {
            query = query.plus(Element.of(INFO, "feature").with("var", feature));
        }
        for (InfoForm form : information.forms()) {
            query = query.plus(xml(form));
        }
        return query;
    }

    /** XEP-0128 §2: a form of type {@code result} whose first field, hidden, names its type. */
    private static Element xml(InfoForm form) {
        Element xml = Element.of(FORMS, "x")
                .with("type", "result")
                .plus(field("FORM_TYPE", List.of(form.type())).with("type", "hidden"));
        for (Map.Entry<String, List<String>> field : form.fields().entrySet()) {
            xml = xml.plus(field(field.getKey(), field.getValue()));
        }
        return xml;
    }

    private static Element field(String name, List<String> values) {
        return Element.of(FORMS, "field")
                .with("var", name)
                .withNodes(values.stream()
                        .map(value -> Element.text(FORMS, "value", value))
                        .toList());
    }
}
