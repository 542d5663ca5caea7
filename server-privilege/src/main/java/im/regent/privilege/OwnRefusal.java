package im.regent.privilege;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import java.util.Optional;

/** What the user's own server refuses to send for the user, told apart from what addressees answer. */
final class OwnRefusal {
    private static final Name BLOCKED = new Name("urn:xmpp:blocking:errors", "blocked");

    private OwnRefusal() {}

    /**
     * The error that whoever acts for the user gets too, if the user has blocked the addressee. XEP-0191: "the user's
     * server MUST NOT route the stanza to the JID but instead MUST return a &lt;not-acceptable/&gt; error containing an
     * application-specific error condition of &lt;blocked/&gt;".
     */
    static Optional<StanzaError> of(Stanza answer) {
        return answer.xml().child(XmlWriter.CLIENT, "error").stream()
                .flatMap(error -> error.children().stream())
                .filter(detail -> detail.name().equals(BLOCKED))
                .findFirst()
                .map(OwnRefusal::blocked);
    }

    private static StanzaError blocked(Element detail) {
        return StanzaError.of(Condition.NOT_ACCEPTABLE, "the user has blocked the addressee")
                .as(ErrorType.CANCEL)
                .plus(detail);
    }
}
