package im.regent.im.push;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/**
 * What a notification may say of the messages that are waiting (XEP-0357 §7).
 *
 * @param count of the messages
 * @param sender of the last one
 * @param body of the last one; empty if it is encrypted, or has none
 */
record Summary(long count, String sender, String body) {
    static Summary of(long count, Message message) {
        // What stands in the body of an encrypted message is for clients that cannot read it.
        String body = Notable.isEncrypted(message)
                ? ""
                : message.xml()
                        .child(XmlWriter.CLIENT, "body")
                        .map(Element::text)
                        .orElse("");
        return new Summary(count, message.sender().toString(), body);
    }

    /** Shows nobody's words. */
    @Override
    public String toString() {
        return "Summary[" + count + "]";
    }
}
