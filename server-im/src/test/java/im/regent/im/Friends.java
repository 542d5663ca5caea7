package im.regent.im;

import im.regent.testkit.TestClient;

/** Contacts made by the protocol itself. */
public final class Friends {
    private Friends() {}

    /** Subscribes the user to the contact; both forget what they received because of it. */
    public static void subscribe(TestClient user, TestClient contact) {
        user.sends("<presence to='" + contact.jid().bare() + "' type='subscribe'/>");
        contact.sends("<presence to='" + user.jid().bare() + "' type='subscribed'/>");
        user.received();
        contact.received();
    }

    /** Subscribes both to each other. */
    public static void befriend(TestClient one, TestClient other) {
        subscribe(one, other);
        subscribe(other, one);
    }

    /** Asks for the roster, and forgets the answer. */
    public static TestClient interested(TestClient client) {
        client.sends("<iq type='get' id='interest'><query xmlns='jabber:iq:roster'/></iq>");
        client.received();
        return client;
    }
}
