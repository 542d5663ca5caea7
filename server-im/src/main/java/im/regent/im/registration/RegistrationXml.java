package im.regent.im.registration;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;

/** Reads and writes {@code <query xmlns='jabber:iq:register'/>}. */
final class RegistrationXml {
    static final String NAMESPACE = "jabber:iq:register";
    static final Name QUERY = new Name(NAMESPACE, "query");

    private RegistrationXml() {}

    /** What an account or its future owner gives. */
    record Given(String username, String password) {
        static Given read(Element query) {
            return new Given(text(query, "username").strip(), text(query, "password"));
        }

        boolean isComplete() {
            return !username.isEmpty() && !password.isEmpty();
        }

        /** The address of the account; empty if the name cannot be one. */
        Optional<Jid> account(String host) {
            try {
                Jid jid = Jid.of(username, host, "");
                return jid.hasLocal() ? Optional.of(jid) : Optional.empty();
            } catch (MalformedJidException e) {
                return Optional.empty();
            }
        }

        /** Shows no password. */
        @Override
        public String toString() {
            return "Given[" + username + "]";
        }
    }

    static boolean isRemoval(Element query) {
        return query.child(NAMESPACE, "remove").isPresent();
    }

    static boolean isPureRemoval(Element query) {
        return isRemoval(query) && query.children().size() == 1;
    }

    /** §3.1: the fields that have to be filled in. */
    static Element fields() {
        return Element.of(NAMESPACE, "query")
                .plusText("instructions", "Choose a name and a password for your account.")
                .plus(Element.of(NAMESPACE, "username"))
                .plus(Element.of(NAMESPACE, "password"));
    }

    /** §3.1: what is on file; "the <password/> element MAY be empty", and we could not show it. */
    static Element registered(Jid account) {
        return Element.of(NAMESPACE, "query", Element.of(NAMESPACE, "registered"))
                .plusText("username", account.local())
                .plus(Element.of(NAMESPACE, "password"));
    }

    private static String text(Element query, String field) {
        return query.child(NAMESPACE, field).map(Element::text).orElse("");
    }
}
