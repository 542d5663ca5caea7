package im.regent.privilege;

/** What of an entity's acts the audit log keeps. */
enum Audit {
    OFF,
    /** What changes something, or is sent to somebody; and everything that was refused. */
    WRITES,
    ALL
}
