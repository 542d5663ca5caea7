package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.xml.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The form of a query (XEP-0313 §4.1): which fields there are, and what they mean. */
final class QueryForm {
    /** More ids in one query than any page has would only be a way to make the server work. */
    private final int maxIds;

    private final Jid account;
    private final WireIds ids;

    QueryForm(Jid account, WireIds ids, int maxIds) {
        this.account = account;
        this.ids = ids;
        this.maxIds = maxIds;
    }

    /** Adds the conditions of the query's form, if it has one. */
    void read(Element query, ArchiveQuery.Builder builder) throws MalformedRequestException {
        Optional<Element> form = query.child(Names.FORM, "x");
        if (form.isEmpty()) {
            return;
        }
        if (!form.get().attribute("type", "").equals("submit")) {
            throw MalformedRequestException.bad("the form of a query is of type 'submit'");
        }
        Set<String> names = new HashSet<>();
        for (Element field : form.get().children(Names.FORM, "field")) {
            String name = field.attribute("var", "");
            if (!names.add(name)) {
                throw MalformedRequestException.bad("the field '" + name + "' is there twice");
            }
            read(name, values(field), builder);
        }
        if (!names.contains("FORM_TYPE")) {
            // §4.1: "The hidden FORM_TYPE field MUST be set to this protocol's namespace".
            throw MalformedRequestException.bad("the form needs a FORM_TYPE");
        }
    }

    private static List<String> values(Element field) {
        return field.children(Names.FORM, "value").stream()
                .map(value -> value.text().strip())
                .toList();
    }

    private void read(String name, List<String> values, ArchiveQuery.Builder builder) throws MalformedRequestException {
        switch (name) {
            case "FORM_TYPE" -> checkType(values);
            case "ids" -> builder.only(numbers(values));
            case "with", "start", "end", "before-id", "after-id", "include-groupchat" -> {
                if (values.size() > 1) {
                    throw MalformedRequestException.bad("the field '" + name + "' has one value");
                }
                if (!values.isEmpty()) {
                    read(name, values.get(0), builder);
                }
            }
            // §4.1.5: "If a client includes a form field that the server does not recognise, the server MUST respond
            // with a 'feature-not-implemented' error."
            default ->
                throw new MalformedRequestException(
                        Condition.FEATURE_NOT_IMPLEMENTED, "there is no such field in the form of a query");
        }
    }

    private static void checkType(List<String> values) throws MalformedRequestException {
        if (!values.equals(List.of(Names.ARCHIVE))) {
            throw MalformedRequestException.bad("the FORM_TYPE of a query is " + Names.ARCHIVE);
        }
    }

    private void read(String name, String value, ArchiveQuery.Builder builder) throws MalformedRequestException {
        switch (name) {
            case "with" -> builder.with(PrefsXml.address(value));
            case "start" -> builder.start(time(value));
            case "end" -> builder.end(time(value));
            case "before-id" -> builder.before(number(value));
            case "after-id" -> builder.after(number(value));
            default -> checkBoolean(value); // of groupchat messages there are none, included or not
        }
    }

    /** XEP-0082 §3.2. */
    private static Instant time(String text) throws MalformedRequestException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw MalformedRequestException.bad("not a date and time as XEP-0082 writes it");
        }
    }

    private static void checkBoolean(String text) throws MalformedRequestException {
        if (!Set.of("true", "false", "1", "0").contains(text)) {
            throw MalformedRequestException.bad("not a boolean");
        }
    }

    private List<Long> numbers(List<String> values) throws MalformedRequestException {
        if (values.isEmpty()) {
            throw MalformedRequestException.bad("the field 'ids' needs a value");
        }
        if (values.size() > maxIds) {
            throw new MalformedRequestException(
                    Condition.POLICY_VIOLATION, "a query may ask for " + maxIds + " ids at a time");
        }
        List<Long> numbers = new ArrayList<>();
        for (String value : values) {
            numbers.add(number(value));
        }
        return numbers;
    }

    /** §4.1.3: if a UID "is not present in the archive, the server MUST return an item-not-found error". */
    long number(String id) throws MalformedRequestException {
        OptionalLong number = ids.decode(account, id);
        if (number.isEmpty()) {
            throw new MalformedRequestException(Condition.ITEM_NOT_FOUND, "there is no such id in the archive");
        }
        return number.getAsLong();
    }

    /** The fields that there are (§4.1.5). */
    static Element fields() {
        Element open = Element.of(Names.VALIDATE, "validate")
                .with("datatype", "xs:string")
                .plus(Element.of(Names.VALIDATE, "open"));
        return Element.of(Names.FORM, "x")
                .with("type", "form")
                .plus(field("FORM_TYPE", "hidden").plusText("value", Names.ARCHIVE))
                .plus(field("with", "jid-single"))
                .plus(field("start", "text-single"))
                .plus(field("end", "text-single"))
                .plus(field("before-id", "text-single"))
                .plus(field("after-id", "text-single"))
                .plus(field("ids", "list-multi").plus(open))
                .plus(field("include-groupchat", "boolean"));
    }

    private static Element field(String name, String type) {
        return Element.of(Names.FORM, "field").with("type", type).with("var", name);
    }
}
