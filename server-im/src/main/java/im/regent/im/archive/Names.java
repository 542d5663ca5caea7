package im.regent.im.archive;

/** Namespaces of archives. */
final class Names {
    static final String ARCHIVE = "urn:xmpp:mam:2";
    static final String EXTENDED = "urn:xmpp:mam:2#extended";
    static final String GROUPCHAT_FIELD = "urn:xmpp:mam:2#groupchat-field";
    static final String STANZA_ID = "urn:xmpp:sid:0";
    static final String HINTS = "urn:xmpp:hints";
    static final String PAGING = "http://jabber.org/protocol/rsm";
    static final String FORM = "jabber:x:data";
    static final String FORWARD = "urn:xmpp:forward:0";
    static final String DELAY = "urn:xmpp:delay";
    static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

    private Names() {}
}
