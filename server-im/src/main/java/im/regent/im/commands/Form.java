package im.regent.im.commands;

import im.regent.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form (XEP-0004).
 *
 * @param type the value of {@code FORM_TYPE} (XEP-0068), or empty
 */
public record Form(String type, String title, String instructions, List<Field> fields) {
    static final String NAMESPACE = "jabber:x:data";

    private static final String FORM_TYPE = "FORM_TYPE";

    public Form {
        fields = List.copyOf(fields);
    }

    /** @param role {@code form} or {@code result} */
    Element xml(String role) {
        Element form = Element.of(NAMESPACE, "x").with("type", role).plusText("title", title);
        form = instructions.isEmpty() ? form : form.plusText("instructions", instructions);
        if (!type.isEmpty()) {
            form = form.plus(new Field(Field.Type.HIDDEN, FORM_TYPE, "", false, List.of(type), List.of()).xml());
        }
        for (Field field : fields) {
            form = form.plus(field.xml());
        }
        return form;
    }

    /** What was filled in, without fields that were not asked for; empty if it is no answer to this form. */
    Optional<Map<String, List<String>>> read(Element command) {
        return command.child(NAMESPACE, "x").filter(Form::isAnswer).flatMap(this::values);
    }

    /** XEP-0050 §3.4.1: "Responders SHOULD consider any <x type='cancel'/> to be <x type='submit'/>." */
    private static boolean isAnswer(Element form) {
        String role = form.attribute("type", "");
        return role.equals("submit") || role.equals("cancel");
    }

    private Optional<Map<String, List<String>>> values(Element answer) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (Element field : answer.children(NAMESPACE, "field")) {
            List<String> values = field.children(NAMESPACE, "value").stream()
                    .map(Element::text)
                    .toList();
            if (given.put(field.attribute("var", ""), values) != null) {
                return Optional.empty();
            }
        }
        boolean isOfType = given.getOrDefault(FORM_TYPE, List.of(type)).equals(List.of(type));
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (Field field : fields) {
            List<String> values = given.getOrDefault(field.name(), field.values());
            if (!field.accepts(values)) {
                return Optional.empty();
            }
            known.put(field.name(), values);
        }
        return isOfType ? Optional.of(known) : Optional.empty();
    }
}
