package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that may happen to a phone, one thing after another by chance: it loses its connection, comes back or begins anew, is not
 * available, leaves, and the server is restarted, while somebody writes to its bare and its full address. Whatever is said is
 * read once, wherever it had to wait: in a session, in storage with it, or in the offline store.
 */
@Spec(xep = 198, version = "1.6.3")
@ExtendWith(LoopWatch.class)
class CrossingsTest {
    private static final int STEPS = 30;
    private static final List<String> CONFIG =
            List.of("c2s.rate.bytes-per-second=0", "c2s.rate.stanzas-per-second=0", "features.archive.default=never");
    private static final String LONG = "x".repeat(30_000);

    @TempDir
    Path directory;

    /** A phone, somebody who writes to it, and what is between them. */
    private static final class World {
        private final Path directory;
        private final Random random;
        private final Phone phone;
        private DemoServer server;
        private RawClient bob;
        private int said;

        World(Path directory, long seed) throws Exception {
            this.directory = directory;
            this.random = new Random(seed);
            this.server = new DemoServer(directory, CONFIG);
            this.bob = Phone.login(server, "bob");
            this.phone = new Phone(server, "d4565fa7-4d72-4749-b3d3-740edbf87770");
        }

        /** @param isReachable whether the full address may be used, too */
        private void says(boolean isReachable) throws Exception {
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String to = isReachable && random.nextBoolean() ? phone.address() : "alice@localhost";
                String rest = random.nextInt(4) == 0 ? LONG : "";
                bob.sends("<message type='chat' to='" + to + "'><body>" + said++ + " " + rest + "</body></message>");
            }
            bob.sends(Phone.PING).reads("<iq [^>]*id=['\"]last['\"]");
        }

        private void reads() throws Exception {
            int missing = said - phone.numbers.size();
            phone.reads(phone.numbers.size() + (missing == 0 ? 0 : random.nextInt(missing + 1)));
        }

        private void step() throws Exception {
            says(true);
            reads();
            switch (random.nextInt(7)) {
                case 0 -> {
                    phone.loses();
                    says(true);
                    phone.resumes(server);
                }
                case 1 -> {
                    phone.acknowledges().leaves();
                    says(false);
                    phone.comes(server);
                }
                case 2 -> {
                    phone.acknowledges().ignores();
                    phone.loses();
                    says(true);
                    phone.comes(server);
                }
                case 3 -> {
                    // What is on its way then may come behind what is kept from then on, if the session ends: ADR 28.
                    phone.settles();
                    phone.acknowledges().sends("<presence type='unavailable'/>").settles();
                    says(false);
                    phone.sends("<presence/>").settles();
                }
                case 4 -> restarts();
                case 5 -> phone.acknowledges();
                default -> says(true);
            }
        }

        private void restarts() throws Exception {
            stops();
            phone.loses();
            server = new DemoServer(directory, CONFIG);
            bob = Phone.login(server, "bob");
            if (random.nextBoolean()) {
                says(true);
            }
            phone.resumes(server);
        }

        void stops() throws Exception {
            bob.close();
            server.close();
        }

        List<Integer> runs() throws Exception {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            phone.reads(said);
            phone.settles();
            return phone.numbers;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @Section("5")
    void whateverHappensNothingIsLostOrDoubled(long seed) throws Exception {
        World world = new World(directory, seed);
        assertThat(world.runs())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, world.said).boxed().toList());
        world.phone.close();
        world.stops();
    }
}
