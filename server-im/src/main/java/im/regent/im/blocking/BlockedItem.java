package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;

/**
 * An item of a request to block.
 *
 * @param account who blocks, a bare address
 * @param jid whom
 * @param xml the {@code <item/>} as the client sent it, with what other specifications put into it
 */
public record BlockedItem(Jid account, Jid jid, Element xml) {}
