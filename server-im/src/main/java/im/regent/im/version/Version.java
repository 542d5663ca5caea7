package im.regent.im.version;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.server.ServerVersion;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;

/** Tells the server's name and version (XEP-0092 §2). */
record Version(VersionSettings settings) implements Feature {
    private static final String NAMESPACE = "jabber:iq:version";

    @Override
    public void start(FeatureContext context) {
        // Read here once: an event loop must not wait for a file.
        String version = settings.doesTellVersion() ? ServerVersion.read() : "unknown";
        context.onIq(Iq.Type.GET, new Name(NAMESPACE, "query"), Target.HOST, (iq, origin) -> {
            Element query =
                    Element.of(NAMESPACE, "query").plusText("name", "Regent").plusText("version", version);
            return Verdict.reply(iq.result(query));
        });
    }
}
