package im.regent.core.feature;

import java.util.List;
import java.util.Set;

/**
 * What somebody else says about namespaces on one virtual host, in place of what the server itself says about them. A feature or
 * form of the server belongs to a namespace if its name is that namespace, or continues it behind a {@code #}.
 *
 * @param namespaces about which the server itself says nothing
 */
public record Overlay(Set<String> namespaces, List<Identity> identities, Set<String> features, List<InfoForm> forms) {
    public Overlay {
        namespaces = Set.copyOf(namespaces);
        identities = List.copyOf(identities);
        features = Set.copyOf(features);
        forms = List.copyOf(forms);
    }

    boolean hides(String name) {
        int mark = name.indexOf('#');
        return namespaces.contains(name)
                || mark >= 0
                        && namespaces.stream()
                                .anyMatch(namespace ->
                                        name.startsWith(namespace) && name.startsWith("#", namespace.length()));
    }
}
