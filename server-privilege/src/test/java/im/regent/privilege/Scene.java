package im.regent.privilege;

/** Who may do what in these tests. */
final class Scene {
    /** Configured components; {@code plain.lit} never has privileges. */
    static final String COMPONENTS = """
            components {
              "pubsub.capulet.lit" { secret = "0123456789abcdef" }
              "gateway.capulet.lit" { secret = "0123456789abcdef" }
              "plain.lit" { secret = "0123456789abcdef" }
            }
            """;

    /** The component of the XEP's examples may do nearly everything. */
    static final String PUBSUB = COMPONENTS + """
            admins = ["admin@capulet.lit"]
            virtual-hosts { "capulet.lit" { privileged-entities { "pubsub.capulet.lit" {
              roster = both
              message = outgoing
              presence = roster
              iq { "http://jabber.org/protocol/pubsub" = set, "urn:xmpp:ping" = get, "jabber:iq:version" = both }
            } } } }
            """;

    private Scene() {}
}
