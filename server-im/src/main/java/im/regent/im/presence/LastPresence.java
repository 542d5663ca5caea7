package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Presence;
import im.regent.core.store.Accounts;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.Stores;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.api.LastLogout;
import im.regent.im.api.LastLogouts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the last session of an account became unavailable, and what it said then. */
final class LastPresence implements LastLogouts {
    private static final Logger log = LoggerFactory.getLogger(LastPresence.class);

    /** A longer status is not kept: it is for people to read in a list of contacts. */
    private static final int MAX_STATUS_LENGTH = 1023;

    private static final class Logouts implements Codec<LastLogout> {
        private static final String NAMESPACE = "urn:regent:presence";

        @Override
        public Element encode(LastLogout value) {
            Element last =
                    Element.of(NAMESPACE, "last").with("stamp", value.at().toString());
            return value.status().isEmpty() ? last : last.plusText("status", value.status());
        }

        @Override
        public LastLogout decode(Element element) {
            try {
                return new LastLogout(
                        Instant.parse(element.attribute("stamp", "")),
                        element.child(NAMESPACE, "status").map(Element::text).orElse(""));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a stored stamp is not a time", e);
            }
        }
    }

    private final Documents<LastLogout> documents;
    private final Accounts accounts;

    LastPresence(Stores stores) {
        this.documents = stores.documents("last-presence", new Logouts());
        this.accounts = stores.accounts();
    }

    @Override
    public CompletionStage<Optional<LastLogout>> of(Jid account) {
        return documents.get(account);
    }

    /** Keeps the time and the status of an unavailable presence; nobody waits for that. */
    void note(Jid account, Instant at, Presence presence) {
        String status = presence.xml()
                .child(XmlWriter.CLIENT, "status")
                .map(Element::text)
                .filter(text -> text.length() <= MAX_STATUS_LENGTH)
                .orElse("");
        LastLogout logout = new LastLogout(at, status);
        accounts.exists(account)
                .thenCompose(exists -> exists
                        ? documents.update(account, old -> Optional.of(logout)).thenCompose(stored -> Stages.done())
                        : Stages.done())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.warn("the time of a last presence could not be stored", Stages.cause(failure));
                    }
                });
    }
}
