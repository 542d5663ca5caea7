package im.regent.core.feature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What service discovery says of one virtual host, or of its accounts.
 *
 * @param identities at most one of each category and type
 * @param features sorted, each once
 * @param forms sorted by type, at most one of each
 */
public record Information(List<Identity> identities, SortedSet<String> features, List<InfoForm> forms) {
    private record Kind(String category, String type) {}

    public Information {
        identities = List.copyOf(identities);
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        forms = List.copyOf(forms);
    }

    /** All of them hide first, then all of them add: so their order does not matter, except between two forms of one type. */
    Information with(Collection<Overlay> overlays) {
        Map<Kind, Identity> allIdentities = new LinkedHashMap<>();
        SortedSet<String> allFeatures = new TreeSet<>(features);
        Map<String, InfoForm> allForms = new TreeMap<>();
        allFeatures.removeIf(feature -> overlays.stream().anyMatch(overlay -> overlay.hides(feature)));
        identities.forEach(identity -> add(identity, allIdentities));
        forms.stream()
                .filter(form -> overlays.stream().noneMatch(overlay -> overlay.hides(form.type())))
                .forEach(form -> allForms.put(form.type(), form));
        for (Overlay overlay : overlays) {
            overlay.identities().forEach(identity -> add(identity, allIdentities));
            allFeatures.addAll(overlay.features());
            // XEP-0115 §5.4: an answer with two forms of one type is ill-formed.
            overlay.forms().forEach(form -> allForms.putIfAbsent(form.type(), form));
        }
        return new Information(new ArrayList<>(allIdentities.values()), allFeatures, List.copyOf(allForms.values()));
    }

    private static void add(Identity identity, Map<Kind, Identity> identities) {
        identities.putIfAbsent(new Kind(identity.category(), identity.type()), identity);
    }
}
