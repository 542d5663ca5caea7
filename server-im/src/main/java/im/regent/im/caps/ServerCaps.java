package im.regent.im.caps;

import im.regent.core.feature.Advertised;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.Target;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import im.regent.im.disco.DiscoNodes;
import java.util.Optional;
import java.util.Set;

/** Announces what the server can do with its stream features, so that clients need not ask (XEP-0115 §6.3). */
final class ServerCaps implements Feature {
    private static final String NAMESPACE = "http://jabber.org/protocol/caps";
    private static final String NODE = "urn:regent";

    @Override
    public void start(FeatureContext context) {
        Advertised advertised = context.advertised();
        context.advertise(Target.HOST, NAMESPACE);
        context.own(context.require(DiscoNodes.class).add((host, node) -> answer(host, node, advertised)));
        context.offer(new Announcement(advertised));
    }

    private static Optional<Element> answer(String host, String node, Advertised advertised) {
        Element info = DiscoInfo.info(advertised, host, Target.HOST);
        boolean isCurrent = node.equals(NODE + '#' + Capabilities.verification(info));
        return isCurrent ? Optional.of(info.with("node", node)) : Optional.empty();
    }

    private record Announcement(Advertised advertised) implements StreamFeature {
        @Override
        public Set<StreamFact> needs() {
            return Set.of(StreamFact.AUTHENTICATED);
        }

        @Override
        public Set<StreamFact> forbids() {
            return Set.of(StreamFact.BOUND);
        }

        @Override
        public Optional<Element> offer(NegotiatedStream stream) {
            String verification = Capabilities.verification(DiscoInfo.info(advertised, stream.host(), Target.HOST));
            return Optional.of(Element.of(NAMESPACE, "c")
                    .with("hash", "sha-1")
                    .with("node", NODE)
                    .with("ver", verification));
        }
    }
}
