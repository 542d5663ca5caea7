package im.regent.im.ping;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Name;

/** Answers pings (XEP-0199 §4.2). */
final class Ping implements Feature {
    private static final Name PING = new Name("urn:xmpp:ping", "ping");

    @Override
    public void start(FeatureContext context) {
        context.onIq(Iq.Type.GET, PING, Target.HOST, (iq, origin) -> Verdict.reply(iq.result()));
        context.onIq(Iq.Type.GET, PING, Target.SELF, (iq, origin) -> Verdict.reply(iq.result()));
    }
}
