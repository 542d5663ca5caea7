package im.regent.im.delivery;

import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;

/** The resources of Juliet's account: {@code r0}, {@code r1}, … with the priorities of their presence. */
enum AccountState {
    /** There is no such account. */
    MISSING,
    OFFLINE,
    /** One resource that has not sent presence, and one that has become unavailable. */
    CONNECTED,
    NEGATIVE(-1),
    ALL_NEGATIVE(-1, -128),
    ONE(0),
    ONE_AND_NEGATIVE(0, -1),
    EQUAL(3, 3),
    DIFFERENT(1, 127, 0),
    SEVERAL(5, 5, 1, -1);

    private final List<Integer> priorities;

    AccountState(Integer... priorities) {
        this.priorities = List.of(priorities);
    }

    boolean exists() {
        return this != MISSING;
    }

    /** Connects what there is; nothing is left to receive. */
    List<TestClient> connect(TestServer server) {
        List<TestClient> clients = new ArrayList<>();
        if (exists()) {
            server.account("juliet@capulet.lit");
        }
        if (this == CONNECTED) {
            clients.add(server.connect("juliet@capulet.lit/r0"));
            clients.add(server.connect("juliet@capulet.lit/r1").available().sends("<presence type='unavailable'/>"));
        }
        for (int priority : priorities) {
            clients.add(server.connect("juliet@capulet.lit/r" + clients.size())
                    .sends("<presence><priority>" + priority + "</priority></presence>"));
        }
        clients.forEach(TestClient::received);
        return clients;
    }
}
