package im.regent.c2s;

import im.regent.c2s.login.Logins;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.Set;

/** Announces which channel bindings the connection can produce (XEP-0440). */
record ChannelBindingTypes(Login login, Logins logins) implements StreamFeature {
    private static final String NAMESPACE = "urn:xmpp:sasl-cb:0";

    @Override
    public Set<StreamFact> needs() {
        return login.needs();
    }

    @Override
    public Set<StreamFact> forbids() {
        return login.forbids();
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element types = Element.of(NAMESPACE, "sasl-channel-binding");
        for (String type : logins.offer(stream).channelBindings()) {
            types = types.plus(Element.of(NAMESPACE, "channel-binding").with("type", type));
        }
        return Optional.of(types).filter(list -> !list.nodes().isEmpty());
    }
}
