package im.regent.privilege.delegation;

import im.regent.core.feature.Identity;
import im.regent.core.feature.InfoForm;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a managing entity says of a namespace, to be shown as the server's or its accounts' own (XEP-0355 §7.2). */
record NestedInfo(List<Identity> identities, Set<String> features, List<InfoForm> forms) {
    static final String INFO = "http://jabber.org/protocol/disco#info";

    private static final String FORMS = "jabber:x:data";
    private static final String FORM_TYPE = "FORM_TYPE";

    NestedInfo {
        identities = List.copyOf(identities);
        features = Set.copyOf(features);
        forms = List.copyOf(forms);
    }

    /** Reads an answer about a node; empty if it is none. */
    static Optional<NestedInfo> parse(Iq answer, String node) {
        return answer.payload()
                .filter(query -> answer.type() == Iq.Type.RESULT && query.is(INFO, "query"))
                .filter(query -> query.attribute("node", node).equals(node))
                .map(query -> new NestedInfo(identities(query), features(query), forms(query)));
    }

    private static List<Identity> identities(Element query) {
        return query.children(INFO, "identity").stream()
                .map(identity -> new Identity(
                        identity.attribute("category", ""),
                        identity.attribute("type", ""),
                        identity.attribute("name", "")))
                .filter(identity ->
                        !identity.category().isEmpty() && !identity.type().isEmpty())
                .toList();
    }

    private static Set<String> features(Element query) {
        Set<String> features = new LinkedHashSet<>();
        for (Element feature : query.children(INFO, "feature")) {
            feature.attribute("var").filter(name -> !name.isEmpty()).ifPresent(features::add);
        }
        return features;
    }

    /** XEP-0128 §2: a form without a type says nothing that anybody could understand. */
    private static List<InfoForm> forms(Element query) {
        List<InfoForm> forms = new ArrayList<>();
        for (Element form : query.children(FORMS, "x")) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            for (Element field : form.children(FORMS, "field")) {
                field.attribute("var").ifPresent(name -> fields.putIfAbsent(name, values(field)));
            }
            List<String> type = fields.remove(FORM_TYPE);
            if (type != null && !type.isEmpty()) {
                forms.add(new InfoForm(type.get(0), fields));
            }
        }
        return forms;
    }

    private static List<String> values(Element field) {
        return field.children(FORMS, "value").stream().map(Element::text).toList();
    }
}
