package im.regent.c2s;

import im.regent.c2s.login.LoginProfile;
import im.regent.c2s.login.Logins;
import im.regent.c2s.sasl.MalformedSaslDataException;
import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Text;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** SASL negotiation on a client's stream in the profile of RFC 6120 §6. */
final class Login implements StreamFeature, LoginProfile {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-sasl";

    private final Logins logins;
    private final boolean isTlsRequired;

    Login(Logins logins, boolean isTlsRequired) {
        this.logins = logins;
        this.isTlsRequired = isTlsRequired;
    }

    @Override
    public Set<StreamFact> needs() {
        return isTlsRequired ? Set.of(StreamFact.SECURE) : Set.of();
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element mechanisms = Element.of(NAMESPACE, "mechanisms");
        for (Mechanism mechanism : logins.offer(stream).mechanisms()) {
            mechanisms = mechanisms.plusText("mechanism", mechanism.wireName());
        }
        return Optional.of(mechanisms).filter(list -> !list.nodes().isEmpty() && logins.isOpenTo(this, stream));
    }

    @Override
    public Set<Name> claims() {
        return Set.of(new Name(NAMESPACE, "auth"), new Name(NAMESPACE, "response"), new Name(NAMESPACE, "abort"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        if (element.localName().equals("abort")) {
            return fail(SaslCondition.ABORTED, stream);
        }
        byte[] data;
        try {
            data = SaslData.decode(element.text());
        } catch (MalformedSaslDataException e) {
            return fail(SaslCondition.INCORRECT_ENCODING, stream);
        }
        return element.localName().equals("auth") ? begin(element, data, stream) : logins.goOn(data, stream, this);
    }

    private CompletionStage<Void> fail(SaslCondition condition, NegotiatedStream stream) throws StreamException {
        return logins.fail(Logins.failure(condition, ""), stream, this);
    }

    /** RFC 6120 §6.4.2: a new {@code <auth/>} takes the place of an exchange that is under way. */
    private CompletionStage<Void> begin(Element auth, byte[] data, NegotiatedStream stream) throws StreamException {
        String mechanism = auth.attribute("mechanism", "");
        boolean hasInitialResponse = !auth.text().isEmpty();
        return logins.begin(
                logins.exchange(mechanism, stream),
                exchange -> hasInitialResponse ? exchange.start(data) : exchange.start(),
                mechanism,
                stream,
                this);
    }

    @Override
    public void challenge(Outcome.Challenge challenge, NegotiatedStream stream) {
        stream.transport().send(element("challenge", challenge.data()));
    }

    @Override
    public CompletionStage<Void> success(Outcome.Success success, NegotiatedStream stream) throws StreamException {
        logins.authenticated(success.account(), stream);
        stream.transport().send(element("success", success.additionalData()));
        stream.transport().restart();
        return Stages.done();
    }

    private static Element element(String name, byte[] data) {
        Element element = Element.of(NAMESPACE, name);
        return data.length == 0 ? element : element.plus(new Text(SaslData.encode(data)));
    }

    @Override
    public void failure(Outcome.Failure failure, NegotiatedStream stream) {
        Element xml = Element.of(NAMESPACE, "failure")
                .plus(Element.of(NAMESPACE, failure.condition().element()));
        if (!failure.text().isEmpty()) {
            xml = xml.plus(Element.text(NAMESPACE, "text", failure.text()).with(Attribute.lang("en")));
        }
        stream.transport().send(xml);
    }
}
