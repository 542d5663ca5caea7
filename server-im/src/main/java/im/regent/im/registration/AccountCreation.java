package im.regent.im.registration;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.AccountChanges.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts for those who have none, on streams that have not authenticated (§3.1.1, §8). */
record AccountCreation(RegistrationSettings settings, AccountChanges changes, Quotas quotas) implements StreamFeature {
    private static final Logger log = LoggerFactory.getLogger(AccountCreation.class);
    private static final Logger security = LoggerFactory.getLogger("security");
    private static final String FEATURE = "http://jabber.org/features/iq-register";

    /** What a stream has made. */
    private static final class Made {
        private boolean isAccount;
    }

    @Override
    public Set<StreamFact> needs() {
        return settings.isTlsRequired() ? Set.of(StreamFact.SECURE) : Set.of();
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        return Optional.of(Element.of(FEATURE, "register"));
    }

    @Override
    public Set<Name> requests() {
        return Set.of(RegistrationXml.QUERY);
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        Iq iq;
        try {
            // A sender that has not authenticated has no address, whatever it says.
            iq = (Iq) Stanza.parse(element.without("from"));
        } catch (MalformedStanzaException e) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED, "a request for registration is well-formed");
        }
        boolean isForHost =
                iq.to().map(to -> to.toString().equals(stream.host())).orElse(true);
        if (!iq.isRequest() || !isForHost) {
            // §3.1.1: a <not-authorized/> stream error for whoever "attempts to complete a task other than"
            // registration.
            throw new StreamException(StreamCondition.NOT_AUTHORIZED, "log in first");
        }
        if (iq.type() == Iq.Type.GET) {
            stream.transport().send(iq.result(RegistrationXml.fields()));
            return Stages.done();
        }
        return create(iq, stream);
    }

    private CompletionStage<Void> create(Iq iq, NegotiatedStream stream) {
        RegistrationXml.Given given = RegistrationXml.Given.read(iq.request());
        Optional<Jid> account = given.account(stream.host());
        Optional<StanzaError> wrong = whatIsWrong(iq.request(), given, account, stream);
        Optional<String> address = stream.transport().peerNetwork();
        if (wrong.isEmpty() && address.isPresent() && !quotas.tries(address.get())) {
            security.info(
                    "registration refused: too many address={}",
                    stream.transport().peerAddress());
            wrong = Optional.of(StanzaError.of(
                    Condition.RESOURCE_CONSTRAINT, "too many accounts from your address, try again later"));
        }
        if (wrong.isPresent()) {
            return answer(iq.error(wrong.get()), stream);
        }
        Jid chosen = account.orElseThrow();
        return Stages.compose(
                settled(changes.create(chosen, new Secret(given.password()))),
                stream.transport().loop(),
                error -> {
                    error.ifPresentOrElse(failed -> address.ifPresent(quotas::failed), () -> made(chosen, stream));
                    return answer(error.map(failed -> iq.error(failed)).orElseGet(iq::result), stream);
                });
    }

    private Optional<StanzaError> whatIsWrong(
            Element query, RegistrationXml.Given given, Optional<Jid> account, NegotiatedStream stream) {
        if (RegistrationXml.isRemoval(query)) {
            // §3.2: "the IQ get does not contain a 'from' address because the entity is not registered".
            return error(Condition.UNEXPECTED_REQUEST, "log in first");
        }
        if (stream.state(Made.class, Made::new).isAccount) {
            return error(Condition.NOT_ACCEPTABLE, "this stream has made an account, log in with it");
        }
        if (!given.isComplete()) {
            return error(Condition.NOT_ACCEPTABLE, "name and password are needed");
        }
        if (account.isEmpty()) {
            return error(Condition.NOT_ACCEPTABLE, "this cannot be the name of an account, choose another one");
        }
        Refusals refusals = new Refusals(settings);
        Optional<StanzaError> wrongName = refusals.ofName(account.get().local());
        return wrongName.isPresent() ? wrongName : refusals.ofPassword(given.password());
    }

    /** Nobody above this stream answers for a failure: the client is told, and the operator. */
    private static CompletionStage<Optional<StanzaError>> settled(CompletionStage<Outcome> creation) {
        return creation.handle((outcome, failure) -> {
            if (failure == null) {
                return Refusals.of(outcome);
            }
            log.error("an account could not be made", Stages.cause(failure));
            return Optional.of(
                    StanzaError.of(Condition.INTERNAL_SERVER_ERROR, "this is not possible now, try again later")
                            .as(ErrorType.WAIT));
        });
    }

    private static void made(Jid account, NegotiatedStream stream) {
        stream.state(Made.class, Made::new).isAccount = true;
        security.info(
                "account registered: account={} address={}",
                account,
                stream.transport().peerAddress());
    }

    private static CompletionStage<Void> answer(Iq answer, NegotiatedStream stream) {
        stream.transport().send(answer);
        return Stages.done();
    }

    private static Optional<StanzaError> error(Condition condition, String text) {
        return Optional.of(StanzaError.of(condition, text));
    }
}
