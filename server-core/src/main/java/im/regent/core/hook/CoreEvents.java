package im.regent.core.hook;

import im.regent.core.session.ComponentLink;
import im.regent.core.session.Session;

/** The events that the core itself publishes. */
public final class CoreEvents {
    /** A resource was bound; published on the session's loop before its first stanza is handled. */
    public static final EventPoint<Session> SESSION_BOUND = new EventPoint<>("session-bound", Session.class);

    /**
     * A session ended, in whatever way; published once, on its loop. It is no longer in the session table; nothing sent to
     * it arrives.
     */
    public static final EventPoint<Session> SESSION_ENDED = new EventPoint<>("session-ended", Session.class);

    /** A stanza could not be sent to its session; see {@link Undelivered}. Published on the session's loop. */
    public static final EventPoint<Undelivered> UNDELIVERED = new EventPoint<>("undelivered", Undelivered.class);

    /** A session lost its connection and waits for another one (XEP-0198); published on its loop. */
    public static final EventPoint<Session> SESSION_DETACHED = new EventPoint<>("session-detached", Session.class);

    /** A session that was detached, or was not yet known to be, has a new connection; published on its loop. */
    public static final EventPoint<Session> SESSION_RESUMED = new EventPoint<>("session-resumed", Session.class);

    /** Somebody looks at a session's client again (XEP-0352); published on its loop. */
    public static final EventPoint<Session> SESSION_ATTENDED = new EventPoint<>("session-attended", Session.class);

    /**
     * A component authenticated; published on its loop after {@code <handshake/>} was sent and before any other stanza can
     * reach it, so that what listeners send comes first and in the same flush.
     */
    public static final EventPoint<ComponentLink> COMPONENT_CONNECTED =
            new EventPoint<>("component-connected", ComponentLink.class);

    /** A component's stream ended; published once, on its loop. */
    public static final EventPoint<ComponentLink> COMPONENT_GONE =
            new EventPoint<>("component-gone", ComponentLink.class);

    private CoreEvents() {}
}
