package im.regent.core.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * More about the server than identities and features can say (XEP-0128).
 *
 * @param type the value of {@code FORM_TYPE}
 * @param fields the values of each field, in order; {@code FORM_TYPE} is not among them
 */
public record InfoForm(String type, Map<String, List<String>> fields) {
    public InfoForm {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((field, values) -> copy.put(field, List.copyOf(values)));
        fields = Collections.unmodifiableMap(copy);
    }
}
