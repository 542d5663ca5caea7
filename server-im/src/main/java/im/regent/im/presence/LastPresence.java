package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.Stores;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the last session of an account became unavailable. */
final class LastPresence {
    private static final Logger log = LoggerFactory.getLogger(LastPresence.class);

    private static final class Stamps implements Codec<Instant> {
        @Override
        public Element encode(Instant value) {
            return Element.of("urn:regent:presence", "last").with("stamp", value.toString());
        }

        @Override
        public Instant decode(Element element) {
            try {
                return Instant.parse(element.attribute("stamp", ""));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a stored stamp is not a time", e);
            }
        }
    }

    private final Documents<Instant> documents;
    private final Accounts accounts;

    LastPresence(Stores stores) {
        this.documents = stores.documents("last-presence", new Stamps());
        this.accounts = stores.accounts();
    }

    CompletionStage<Optional<Instant>> of(Jid account) {
        return documents.get(account);
    }

    /** Keeps the time; nobody waits for that. */
    void note(Jid account, Instant at) {
        accounts.exists(account)
                .thenCompose(exists -> exists
                        ? documents.update(account, old -> Optional.of(at)).thenCompose(stored -> Stages.done())
                        : Stages.done())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.warn("the time of a last presence could not be stored", Stages.cause(failure));
                    }
                });
    }
}
