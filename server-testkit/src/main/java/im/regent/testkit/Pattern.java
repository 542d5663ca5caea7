package im.regent.testkit;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * An expected element, of which the real one may be more: every attribute, text and child of the pattern must be there, in
 * any order; {@code {any}} matches any value.
 */
final class Pattern {
    private static final String ANY = "{any}";

    private Pattern() {}

    static boolean matches(Element pattern, Element actual) {
        return pattern.name().equals(actual.name())
                && pattern.attributes().stream().allMatch(attribute -> hasAttribute(attribute, actual))
                && matchesText(pattern.text().strip(), actual.text().strip())
                && matchesChildren(pattern.children(), new ArrayList<>(actual.children()));
    }

    private static boolean hasAttribute(Attribute expected, Element actual) {
        return actual.attributes().stream()
                .anyMatch(attribute -> attribute.local().equals(expected.local())
                        && attribute.namespace().equals(expected.namespace())
                        && (expected.value().equals(ANY) || expected.value().equals(attribute.value())));
    }

    private static boolean matchesText(String expected, String actual) {
        return expected.isEmpty() || expected.equals(actual) || expected.equals(ANY) && !actual.isEmpty();
    }

    /** Whether each expected child has an actual one of its own. */
    private static boolean matchesChildren(List<Element> expected, List<Element> actual) {
        if (expected.isEmpty()) {
            return true;
        }
        Element first = expected.get(0);
        List<Element> rest = expected.subList(1, expected.size());
        for (int i = 0; i < actual.size(); i++) {
            if (matches(first, actual.get(i))) {
                List<Element> left = new ArrayList<>(actual);
                left.remove(i);
                if (matchesChildren(rest, left)) {
                    return true;
                }
            }
        }
        return false;
    }
}
