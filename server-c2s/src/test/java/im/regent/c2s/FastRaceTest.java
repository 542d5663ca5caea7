package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.core.store.MemoryStores;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins with one token that happen at the same moment, and storage that answers in any order. */
@Spec(xep = 484, version = "0.2.0")
class FastRaceTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private final List<Runnable> held = new ArrayList<>();
    private boolean isHolding;
    private final MemoryStores stores = new MemoryStores(this::execute);

    private void execute(Runnable task) {
        if (isHolding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    /** Lets storage answer, one task after the other, in an order by chance. */
    private void answer(Random random, List<WiredClient> clients) {
        while (!held.isEmpty()) {
            Collections.shuffle(held, random);
            held.remove(0).run();
            clients.forEach(WiredClient::settle);
        }
    }

    private String token(ClientWorld world) {
        return Modern.token(Modern.answer(
                Modern.secured(world), Modern.plain(Modern.AGENT + Modern.requestToken("HT-SHA-256-NONE"))));
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Section("3.4")
    void oneOfThoseWithTheSameCountIsLetIn(int seed) {
        Random random = new Random(seed);
        try (ClientWorld world = Modern.again(stores, "")) {
            String request = Modern.byToken(token(world), "count='1'", "");
            List<WiredClient> clients =
                    IntStream.range(0, 4).mapToObj(i -> Modern.secured(world)).toList();
            isHolding = true;
            clients.forEach(client -> client.sends(request));
            answer(random, clients);
            isHolding = false;
            assertThat(clients.stream().map(client -> Modern.named(client.elements.getFirst())))
                    .containsExactlyInAnyOrder(
                            "success", "failure not-authorized", "failure not-authorized", "failure not-authorized");
        }
    }

    /** Whichever of the two is first: nobody is left with a session and a resource that two clients think is theirs. */
    @ParameterizedTest
    @MethodSource("seeds")
    @Spec(xep = 386, version = "1.1.0")
    @Section("3.2")
    void oneSessionIsLeftOfAClientThatComesTwice(int seed) {
        Random random = new Random(seed);
        try (ClientWorld world = Modern.again(stores, "")) {
            String request = Modern.byToken(token(world), "", Modern.bind(Modern.enable()));
            List<WiredClient> clients = List.of(Modern.secured(world), Modern.secured(world));
            isHolding = true;
            clients.forEach(client -> client.sends(request));
            answer(random, clients);
            isHolding = false;
            clients.forEach(WiredClient::settle);
            assertThat(clients.stream().map(client -> Modern.identifier(client.elements.getFirst())))
                    .hasSize(2);
            assertThat(clients.stream().filter(WiredClient::isOver)).hasSize(1);
            assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        }
    }

    /** The password changes at whatever moment of a login with the old one: no token leads from the old to the new. */
    @ParameterizedTest
    @MethodSource("seeds")
    @Section("6")
    void noTokenOutlivesThePasswordItWasGivenFor(int seed) {
        Random random = new Random(seed);
        try (ClientWorld world = Modern.again(stores, "")) {
            String wish = Modern.requestToken("HT-SHA-256-NONE");
            List<WiredClient> clients = List.of(Modern.secured(world), Modern.secured(world));
            String byToken = Modern.byToken(token(world), "", wish);
            Credentials changed = derived();
            isHolding = true;
            clients.get(0).sends(Modern.plain(Modern.agent(Modern.OTHER_DEVICE) + wish));
            clients.get(1).sends(byToken);
            held.add(() -> world.stores.accounts().update(JULIET, before -> before.with(changed.keys())));
            answer(random, clients);
            isHolding = false;
            for (WiredClient client : clients) {
                client.elements.stream()
                        .flatMap(answer -> answer.child(Modern.FAST, "token").stream())
                        .map(token -> token.attribute("token", ""))
                        .forEach(token -> assertThat(Modern.named(
                                        Modern.answer(Modern.secured(world), Modern.byToken(token, "", ""))))
                                .startsWith("failure "));
            }
        }
    }

    private static Credentials derived() {
        try {
            return new ScramCredentials(new SecureRandom(), 4096).derive(new Secret("another"));
        } catch (MalformedPasswordException e) {
            throw new AssertionError(e);
        }
    }
}
