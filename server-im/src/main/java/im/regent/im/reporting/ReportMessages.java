package im.regent.im.reporting;

import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.blocking.BlockedItem;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Sends reports to those whom the operator names: a message of the host with words for people and, forwarded as XEP-0297 says,
 * the request to block with the report in it for programs.
 */
final class ReportMessages {
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String DELAY = "urn:xmpp:delay";
    private static final String BLOCKING = "urn:xmpp:blocking";

    private final FeatureContext context;
    private final List<Jid> recipients;

    ReportMessages(FeatureContext context, List<Jid> recipients) {
        this.context = context;
        this.recipients = recipients;
    }

    void send(BlockedItem item, Report report) {
        Jid host = item.account().domainJid();
        Element body = Element.text(XmlWriter.CLIENT, "body", words(item, report));
        Element forwarded = Element.of(FORWARD, "forwarded", delay(), request(item, report));
        for (Jid recipient : recipients) {
            Message message = Message.to(recipient, Message.Type.NORMAL)
                    .withFrom(host)
                    .plus(body)
                    .plus(forwarded);
            // The message is the host's own and not the user's, so it does not wait on the user's stream.
            context.loop()
                    .execute(() ->
                            context.routing().router().route(message, ActingFor.unanswered(host, context.loop())));
        }
    }

    private static String words(BlockedItem item, Report report) {
        StringBuilder words = new StringBuilder()
                .append(item.account())
                .append(" has blocked and reported ")
                .append(item.jid())
                .append(" (")
                .append(report.reason())
                .append(").");
        report.texts().forEach(text -> words.append("\n\n").append(text.text()));
        return words.toString();
    }

    private Element delay() {
        String stamp = context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return Element.of(DELAY, "delay").with("stamp", stamp);
    }

    private Element request(BlockedItem item, Report report) {
        Element blocked = Element.of(BLOCKING, "item").with("jid", item.jid().toString());
        Element block = Element.of(BLOCKING, "block").plus(blocked.plus(report.xml()));
        return Iq.request(Iq.Type.SET, context.routing().newId(), block)
                .withFrom(item.account())
                .xml();
    }
}
