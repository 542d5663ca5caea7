package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Archive;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The answer to one query (XEP-0313 §4.2): what is sent, in its order. */
final class Results {
    private final Iq iq;
    private final Jid account;
    private final WireIds ids;
    private final ArchiveRequest request;

    Results(Iq iq, Jid account, WireIds ids, ArchiveRequest request) {
        this.iq = iq;
        this.account = account;
        this.ids = ids;
        this.request = request;
    }

    /** A message for each entry. §4.3.4: flipping "only affects the order in which they are transmitted". */
    List<Message> messages(Archive.Page<Element> page, Supplier<String> stanzaIds) {
        List<Message> messages = new ArrayList<>();
        for (Archive.Entry<Element> entry : page.entries()) {
            messages.add(message(stanzaIds.get(), result(entry)));
        }
        if (request.isFlipped()) {
            Collections.reverse(messages);
        }
        return messages;
    }

    private Message message(String id, Element result) {
        Element xml = Element.of(XmlWriter.CLIENT, "message")
                .with("to", iq.sender().toString())
                .with("from", account.toString())
                .with("id", id)
                .plus(result);
        try {
            return (Message) Stanza.parse(xml);
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("an address is an address", e);
        }
    }

    private Element result(Archive.Entry<Element> entry) {
        Element delay =
                Element.of(Names.DELAY, "delay").with("stamp", entry.at().toString());
        Element forwarded = Element.of(Names.FORWARD, "forwarded").plus(delay);
        Optional<Element> original = entry.value();
        // §3.2: what cannot be shown is left out of its result.
        Element result = Element.of(Names.ARCHIVE, "result")
                .plus(original.map(forwarded::plus).orElse(forwarded))
                .with("id", ids.encode(account, entry.id()));
        return request.queryId().map(id -> result.with("queryid", id)).orElse(result);
    }

    /** The end, which names the first and the last of the page, whichever was sent first. */
    Iq fin(Archive.Page<Element> page) {
        Element set = Element.of(Names.PAGING, "set");
        if (!page.entries().isEmpty()) {
            long first = page.entries().get(0).id();
            long last = page.entries().get(page.entries().size() - 1).id();
            set = set.plusText("first", ids.encode(account, first)).plusText("last", ids.encode(account, last));
        }
        Element fin = Element.of(Names.ARCHIVE, "fin").plus(set);
        return iq.result(page.isComplete() ? fin.with("complete", "true") : fin);
    }
}
