package im.regent.im.api;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** XEP-0203 2.0: the server says when it took a message that it could not deliver at once. */
public final class DelayStamp {
    private static final String NAMESPACE = "urn:xmpp:delay";

    private DelayStamp() {}

    /** The message with this server's stamp behind those of others; one that only claims to be this server's is removed. */
    public static Message on(Message message, Jid account, Instant at) {
        String host = account.domain();
        Message stamped = (Message) message.without(NAMESPACE, "delay");
        for (Element other : message.xml().children(NAMESPACE, "delay")) {
            if (!other.attribute("from", "").equals(host)) {
                stamped = stamped.plus(other);
            }
        }
        String stamp = at.truncatedTo(ChronoUnit.MILLIS).toString();
        return stamped.plus(Element.of(NAMESPACE, "delay").with("from", host).with("stamp", stamp));
    }
}
