package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Condition;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The items of a {@code <block/>} or {@code <unblock/>} that an account sent; one that is wrong spoils the request. */
record BlockRequest(List<BlockedItem> items) {
    BlockRequest {
        items = List.copyOf(items);
    }

    static BlockRequest parse(Element payload, Jid account) throws MalformedBlockRequestException {
        List<BlockedItem> items = new ArrayList<>();
        for (Element child : payload.children()) {
            if (!child.is(BlockXml.NAMESPACE, BlockXml.ITEM)) {
                // An <unblock/> with something else in it is not the empty one that unblocks everybody.
                throw new MalformedBlockRequestException(
                        Condition.BAD_REQUEST, "<" + payload.localName() + "/> holds <item/> and nothing else");
            }
            items.add(new BlockedItem(account, address(child), child));
        }
        return new BlockRequest(items);
    }

    private static Jid address(Element item) throws MalformedBlockRequestException {
        String jid = item.attribute("jid", "");
        if (jid.isEmpty()) {
            throw new MalformedBlockRequestException(Condition.BAD_REQUEST, "<item/> needs a 'jid'");
        }
        try {
            return Jid.parse(jid);
        } catch (MalformedJidException e) {
            throw new MalformedBlockRequestException(Condition.JID_MALFORMED, "'jid': " + e.getMessage());
        }
    }

    /** Checks what only blocking forbids. */
    BlockRequest checkedToBlock(Jid account) throws MalformedBlockRequestException {
        if (items.isEmpty()) {
            // §3.3: "If the <block/> element does not contain at least one <item/> child element, the server MUST
            // return a
            // <bad-request/> error."
            throw new MalformedBlockRequestException(Condition.BAD_REQUEST, "<block/> needs an <item/>");
        }
        for (Jid jid : addresses()) {
            // The whole domain means its other accounts.
            boolean isWholeDomain = !jid.hasLocal() && jid.isBare();
            if (!isWholeDomain && BlockList.isOwn(account, jid)) {
                throw new MalformedBlockRequestException(
                        Condition.NOT_ALLOWED, "neither the own account nor its host can be blocked");
            }
        }
        return this;
    }

    /** The addresses, each once, in the order of the request. */
    Set<Jid> addresses() {
        Set<Jid> addresses = new LinkedHashSet<>();
        items.forEach(item -> addresses.add(item.jid()));
        return addresses;
    }
}
