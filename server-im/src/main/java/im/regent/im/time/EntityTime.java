package im.regent.im.time;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.time.temporal.ChronoUnit;

/** Tells the server's time (XEP-0202 §2), in UTC. */
final class EntityTime implements Feature {
    private static final String NAMESPACE = "urn:xmpp:time";

    @Override
    public void start(FeatureContext context) {
        context.onIq(Iq.Type.GET, new Name(NAMESPACE, "time"), Target.HOST, (iq, origin) -> {
            String utc =
                    context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
            return Verdict.reply(iq.result(
                    Element.of(NAMESPACE, "time").plusText("tzo", "+00:00").plusText("utc", utc)));
        });
    }
}
