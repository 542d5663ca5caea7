package im.regent.im.roster;

/** Kept for a session that asked for the roster on its stream: it is "interested" (RFC 6121 §2.2). Has no state. */
final class Interest {}
