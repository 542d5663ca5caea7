package im.regent.im.commands;

import im.regent.core.xml.Element;
import java.util.List;
import java.util.Locale;

/**
 * A field of a form (XEP-0004 §3.2).
 *
 * @param label for people
 * @param values that are there already
 * @param options what can be chosen, for lists
 */
public record Field(
        Type type, String name, String label, boolean isRequired, List<String> values, List<String> options) {
    /** The kinds of fields (XEP-0004 §3.3). */
    public enum Type {
        HIDDEN,
        TEXT_SINGLE,
        TEXT_PRIVATE,
        TEXT_MULTI,
        JID_SINGLE,
        JID_MULTI,
        LIST_SINGLE;

        private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');

        boolean isMulti() {
            return this == TEXT_MULTI || this == JID_MULTI;
        }
    }

    public Field {
        values = List.copyOf(values);
        options = List.copyOf(options);
    }

    /** One that has to be filled in. */
    public static Field required(Type type, String name, String label) {
        return new Field(type, name, label, true, List.of(), List.of());
    }

    /** One that may be filled in. */
    public static Field optional(Type type, String name, String label) {
        return new Field(type, name, label, false, List.of(), List.of());
    }

    /** One that says something. */
    public static Field of(String name, String label, List<String> values) {
        Type type = values.size() > 1 ? Type.TEXT_MULTI : Type.TEXT_SINGLE;
        return new Field(type, name, label, false, values, List.of());
    }

    /** Whether these values could be chosen or written here. */
    boolean accepts(List<String> given) {
        boolean isThere = given.stream().anyMatch(value -> !value.isBlank());
        boolean isAmongOptions = type != Type.LIST_SINGLE || options.containsAll(given);
        return (isThere || !isRequired) && isAmongOptions && (type.isMulti() || given.size() <= 1);
    }

    Element xml() {
        Element field = Element.of(Form.NAMESPACE, "field").with("var", name).with("type", type.value);
        field = label.isEmpty() ? field : field.with("label", label);
        field = isRequired ? field.plus(Element.of(Form.NAMESPACE, "required")) : field;
        for (String value : values) {
            field = field.plusText("value", value);
        }
        for (String option : options) {
            field = field.plus(Element.of(Form.NAMESPACE, "option").plusText("value", option));
        }
        return field;
    }
}
