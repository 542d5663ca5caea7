package im.regent.im.api;

import im.regent.core.hook.EventPoint;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;

/** The events of rosters, presence and messages. Published on the loop of the session or origin that caused them. */
public final class ImEvents {
    /** A roster changed; published for every change, whoever made it, in the order of versions of one roster. */
    public static final EventPoint<RosterChange> ROSTER_CHANGED =
            new EventPoint<>("roster-changed", RosterChange.class);

    /** A session sent initial presence (RFC 6121 §4.2): it was not available before. */
    public static final EventPoint<SessionPresence> BECAME_AVAILABLE =
            new EventPoint<>("became-available", SessionPresence.class);

    /** A session that was available before has broadcast presence again (§4.4). */
    public static final EventPoint<SessionPresence> PRESENCE_UPDATED =
            new EventPoint<>("presence-updated", SessionPresence.class);

    /**
     * A session that was available is not any more, in whatever way (§4.5); the presence is unavailable and without
     * {@code to}. Published once for each {@link #BECAME_AVAILABLE}.
     */
    public static final EventPoint<SessionPresence> BECAME_UNAVAILABLE =
            new EventPoint<>("became-unavailable", SessionPresence.class);

    /** A contact's availability reached an account; see {@link ContactPresence}. */
    public static final EventPoint<ContactPresence> CONTACT_PRESENCE =
            new EventPoint<>("contact-presence", ContactPresence.class);

    /**
     * A message for an account was given to some of its sessions, right before this, on the thread that gave it: what a listener
     * sends to others keeps its place among what the message's stream sent.
     */
    public static final EventPoint<DeliveredMessage> MESSAGE_DELIVERED =
            new EventPoint<>("message-delivered", DeliveredMessage.class);

    /**
     * An account leaves for good: its sessions have ended and its contacts have been told; what is stored goes next. Nobody
     * waits for anything in its name any more. Published on a loop of the server's own.
     */
    public static final EventPoint<Jid> ACCOUNT_LEFT = new EventPoint<>("account-left", Jid.class);

    /**
     * A client was told, together with its address (XEP-0386), up to where its account's archive goes: {@link ArchiveIds#hasFetched}
     * is true of what is in there from now on. Published on the session's loop.
     */
    public static final EventPoint<Session> ARCHIVE_REPORTED = new EventPoint<>("archive-reported", Session.class);

    private ImEvents() {}
}
