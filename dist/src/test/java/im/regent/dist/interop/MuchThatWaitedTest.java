package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * More waits for a client than may wait for a connection, or a page of its archive is larger than that: it gets everything all the
 * same, once and in order, as fast as it takes it.
 */
@ExtendWith(LoopWatch.class)
class MuchThatWaitedTest {
    private static final int MESSAGES = 400;
    private static final String LONG = "x".repeat(20_000);
    private static final String PHONE = "d4565fa7-4d72-4749-b3d3-740edbf87770";
    private static final String LAPTOP = "11111111-2222-4333-8444-555555555555";
    private static final List<String> FAST = List.of("c2s.rate.bytes-per-second=0", "c2s.rate.stanzas-per-second=0");

    @TempDir
    Path directory;

    private static DemoServer withoutArchive(Path directory) {
        List<String> config = new ArrayList<>(FAST);
        config.add("features.archive.default=never");
        return new DemoServer(directory, config);
    }

    private static void say(DemoServer server, int from, int to) throws Exception {
        try (RawClient bob = Phone.login(server, "bob")) {
            for (int i = from; i < to; i++) {
                bob.sends("<message type='chat' to='alice@localhost'><body>" + i + " " + LONG + "</body></message>");
            }
            bob.sends(Phone.PING).reads("<iq [^>]*id=['\"]last['\"]");
        }
    }

    /** What happens when much has waited for a phone that has just come. */
    private interface Scene {
        void play(DemoServer server, Phone phone) throws Exception;
    }

    private void whenMuchHasWaited(Scene scene) throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (Phone phone = new Phone(server, PHONE)) {
                scene.play(server, phone);
            }
        }
    }

    private static void assertRest(DemoServer server) throws Exception {
        try (Phone laptop = new Phone(server, LAPTOP)) {
            laptop.reads(MESSAGES - 7);
            assertThat(laptop.numbers).isEqualTo(from(7, MESSAGES));
        }
    }

    private static List<Integer> from(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }

    @Test
    @Spec(xep = 160, version = "1.0.1")
    @Section("2")
    void clientGetsAllThatWasKept() throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (RawClient alice = Phone.login(server, "alice")) {
                alice.sends("<presence/>").reads("<presence ");
                List<Integer> numbers = new ArrayList<>();
                while (numbers.size() < MESSAGES) {
                    numbers.add(Phone.number(alice.reads(Phone.NEXT)));
                }
                assertThat(numbers).isEqualTo(from(0, MESSAGES));
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void clientThatAcknowledgesGetsAllThatWasKeptAndWhatComesMeanwhile() throws Exception {
        whenMuchHasWaited((server, phone) -> {
            phone.reads(10);
            say(server, MESSAGES, MESSAGES + 50);
            phone.reads(MESSAGES + 50);
            assertThat(phone.numbers).isEqualTo(from(0, MESSAGES + 50));
        });
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void connectionThatBreaksMeanwhileNeitherLosesNorDoublesNorMixes() throws Exception {
        whenMuchHasWaited((server, phone) -> {
            for (int had = 7; had < MESSAGES; had += 93) {
                phone.reads(had);
                phone.loses();
                phone.resumes(server);
            }
            phone.reads(MESSAGES);
            phone.settles();
            assertThat(phone.numbers).isEqualTo(from(0, MESSAGES));
        });
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void whatPhoneThatIsAwayHadNoChanceToTakeAnotherDeviceGets() throws Exception {
        whenMuchHasWaited((server, phone) -> {
            phone.reads(7);
            phone.acknowledges().loses();
            assertRest(server);
        });
    }

    /** The phone holds some, and the laptop takes them all. */
    @Test
    @Spec(xep = 280, version = "1.0.1")
    @Section("7")
    void whatPhoneThatIsAwayHoldsIsNotCopiedToIt() throws Exception {
        int messages = 20;
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, messages);
            try (Phone phone = new Phone(server, PHONE);
                    Phone laptop = whenItIsAway(server, phone)) {
                while (!laptop.numbers.contains(messages - 1)) {
                    laptop.reads(laptop.numbers.size() + 1);
                }
                assertThat(laptop.numbers).hasSizeGreaterThan(10);
                laptop.acknowledges().settles();
                phone.resumes(server);
                phone.reads(messages);
                phone.settles();
                assertThat(phone.numbers).isEqualTo(from(0, messages));
            }
        }
    }

    private static Phone whenItIsAway(DemoServer server, Phone phone) throws Exception {
        phone.asks("<iq type='set' id='last'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        phone.loses();
        return new Phone(server, LAPTOP);
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void sessionThatEndsMeanwhileLeavesAllInItsOrder() throws Exception {
        whenMuchHasWaited((server, phone) -> {
            phone.reads(7);
            phone.acknowledges().leaves();
            assertRest(server);
        });
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void serverThatStopsMeanwhileNeitherLosesNorDoublesNorMixes() throws Exception {
        Phone phone;
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            phone = new Phone(server, PHONE);
            phone.reads(7);
            phone.acknowledges();
        }
        phone.loses();
        try (DemoServer server = withoutArchive(directory)) {
            phone.resumes(server);
            phone.reads(MESSAGES);
            assertThat(phone.numbers).isEqualTo(from(0, MESSAGES));
            phone.close();
        }
    }

    /** What a client has not acknowledged is still kept; what it has, is not. */
    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void serverThatIsKilledMeanwhileLosesNothing() throws Exception {
        try (ChildServer server = new ChildServer(directory);
                RawClient bob = Phone.login(server.demo(), "bob")) {
            for (int i = 0; i < 5; i++) {
                bob.sends("<message type='chat' to='alice@localhost'><body>" + i
                        + " x</body><no-permanent-store xmlns='urn:xmpp:hints'/></message>");
            }
            bob.sends(Phone.PING).reads("<iq [^>]*id=['\"]last['\"]");
            String managed = "<bind xmlns='urn:xmpp:bind:0'><enable xmlns='urn:xmpp:sm:3'/></bind>";
            try (RawClient phone = Phone.connect(server.demo(), "alice", managed)) {
                // It never acknowledges.
                phone.sends("<presence/>").reads("<body>4 ");
                server.kill();
                server.exitCode();
            }
        }
        try (ChildServer server = new ChildServer(directory);
                Phone phone = new Phone(server.demo(), PHONE)) {
            phone.reads(5);
            assertThat(phone.numbers).isEqualTo(from(0, 5));
        }
    }

    @Test
    @Spec(xep = 313, version = "1.1.3")
    @Section("4.3.1")
    void pagesOfTheArchiveFitThroughTheConnectionHoweverManyAreAskedForAtOnce() throws Exception {
        try (DemoServer server = new DemoServer(directory, FAST)) {
            say(server, 0, MESSAGES);
            try (RawClient alice = Phone.login(server, "alice")) {
                String page = "<iq type='set' id='page'><query xmlns='urn:xmpp:mam:2'>"
                        + "<set xmlns='http://jabber.org/protocol/rsm'><max>100</max>%s</set></query></iq>";
                alice.sends(page.formatted("<before/>").repeat(20) + Phone.PING);
                List<List<Integer>> pages = new ArrayList<>(List.of(new ArrayList<>()));
                for (String next = alice.reads(Phone.NEXT); !next.startsWith("<iq"); next = alice.reads(Phone.NEXT)) {
                    if (next.startsWith("<fin")) {
                        pages.add(new ArrayList<>());
                    } else {
                        pages.get(pages.size() - 1).add(Phone.number(next));
                    }
                }
                assertThat(pages).hasSize(21);
                List<Integer> first = pages.get(0);
                assertThat(first).hasSizeBetween(5, 20).isEqualTo(from(MESSAGES - first.size(), MESSAGES));
                assertThat(pages.subList(0, 20)).containsOnly(first);
            }
        }
    }
}
