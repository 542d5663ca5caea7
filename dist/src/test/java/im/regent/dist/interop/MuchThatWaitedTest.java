package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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
    private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'/>";
    private static final String NEXT = "(<r xmlns=|<fin |<presence |<body>\\d+ |<iq [^>]*id=['\"]last['\"])";
    private static final String PING = "<iq type='get' id='last' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>";
    private static final List<String> FAST = List.of("c2s.rate.bytes-per-second=0", "c2s.rate.stanzas-per-second=0");

    @TempDir
    Path directory;

    private static DemoServer withoutArchive(Path directory) {
        List<String> config = new ArrayList<>(FAST);
        config.add("features.archive.default=never");
        return new DemoServer(directory, config);
    }

    private static RawClient connect(DemoServer server, String user, String login) throws Exception {
        byte[] password = ("\0" + user + "\0" + server.secret(user + "@localhost")).getBytes(UTF_8);
        RawClient client = new RawClient(server);
        client.sends("<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0'"
                + " xmlns:stream='http://etherx.jabber.org/streams' to='localhost' from='" + user + "@localhost'>");
        client.sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'><initial-response>"
                + Base64.getEncoder().encodeToString(password) + "</initial-response>" + login + "</authenticate>");
        return client;
    }

    private static RawClient login(DemoServer server, String user) throws Exception {
        RawClient client = connect(server, user, BIND);
        client.reads("<success .*?</success>");
        return client;
    }

    private static void say(DemoServer server, int from, int to) throws Exception {
        try (RawClient bob = login(server, "bob")) {
            for (int i = from; i < to; i++) {
                bob.sends("<message type='chat' to='alice@localhost'><body>" + i + " " + LONG + "</body></message>");
            }
            bob.sends(PING).reads("<iq [^>]*id=['\"]last['\"]");
        }
    }

    /** A client that counts, acknowledges when it is asked to (XEP-0198), and may come back. */
    private static final class Phone implements AutoCloseable {
        private final List<Integer> numbers = new ArrayList<>();
        private int handled;
        private RawClient client;
        private String session;

        Phone(DemoServer server, String resource) throws Exception {
            client = connect(
                    server,
                    "alice",
                    "<bind xmlns='urn:xmpp:bind:0'><tag>" + resource
                            + "</tag><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>");
            String success = client.reads("(<success .*?</success>)");
            session = success.replaceFirst("(?s).*<enabled [^>]*\\bid=['\"]([^'\"]+)['\"].*", "$1");
            client.sends("<presence/>");
        }

        /** Until it has so many of the messages; then it says no more how far it is. */
        void reads(int count) throws Exception {
            while (numbers.size() < count) {
                String next = client.reads(NEXT);
                if (next.startsWith("<r")) {
                    acknowledges();
                } else {
                    handled++;
                    if (next.startsWith("<body>")) {
                        numbers.add(number(next));
                    }
                }
            }
        }

        void acknowledges() throws Exception {
            client.sends("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
        }

        void loses() throws Exception {
            client.close();
        }

        void resumes(DemoServer server) throws Exception {
            String resume = "<resume xmlns='urn:xmpp:sm:3' h='" + handled + "' previd='" + session + "'/>";
            client = connect(server, "alice", resume + BIND);
            assertThat(client.reads("(<success .*?</success>)")).contains("<resumed ");
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static Integer number(String next) {
        return Integer.valueOf(next.substring("<body>".length()).strip());
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
            try (RawClient alice = login(server, "alice")) {
                alice.sends("<presence/>").reads("<presence ");
                List<Integer> numbers = new ArrayList<>();
                while (numbers.size() < MESSAGES) {
                    numbers.add(number(alice.reads(NEXT)));
                }
                assertThat(numbers).isEqualTo(from(0, MESSAGES));
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void clientThatAcknowledgesGetsAllThatWasKeptAndWhatComesMeanwhile() throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (Phone phone = new Phone(server, "phone")) {
                phone.reads(10);
                say(server, MESSAGES, MESSAGES + 50);
                phone.reads(MESSAGES + 50);
                assertThat(phone.numbers).isEqualTo(from(0, MESSAGES + 50));
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void connectionThatBreaksMeanwhileNeitherLosesNorDoublesNorMixes() throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (Phone phone = new Phone(server, "phone")) {
                for (int had = 7; had < MESSAGES; had += 93) {
                    phone.reads(had);
                    phone.loses();
                    phone.resumes(server);
                }
                phone.reads(MESSAGES);
                assertThat(phone.numbers).isEqualTo(from(0, MESSAGES));
                phone.acknowledges();
                phone.client.sends(PING);
                assertThat(phone.client.reads("(.*)<iq [^>]*id=['\"]last['\"]")).doesNotContain("<body>");
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void whatPhoneThatIsAwayHadNoChanceToTakeAnotherDeviceGets() throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (Phone phone = new Phone(server, "phone")) {
                phone.reads(7);
                phone.acknowledges();
                phone.loses();
                try (Phone laptop = new Phone(server, "laptop")) {
                    laptop.reads(MESSAGES - 7);
                    assertThat(laptop.numbers).isEqualTo(from(7, MESSAGES));
                }
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void sessionThatEndsMeanwhileLeavesAllInItsOrder() throws Exception {
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            try (Phone phone = new Phone(server, "phone")) {
                phone.reads(7);
                phone.acknowledges();
                phone.client.sends("</stream:stream>").reads("</stream:stream>");
            }
            try (Phone laptop = new Phone(server, "laptop")) {
                laptop.reads(MESSAGES - 7);
                assertThat(laptop.numbers).isEqualTo(from(7, MESSAGES));
            }
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("5")
    void serverThatStopsMeanwhileNeitherLosesNorDoublesNorMixes() throws Exception {
        Phone phone;
        try (DemoServer server = withoutArchive(directory)) {
            say(server, 0, MESSAGES);
            phone = new Phone(server, "phone");
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
                RawClient bob = login(server.demo(), "bob")) {
            for (int i = 0; i < 5; i++) {
                bob.sends("<message type='chat' to='alice@localhost'><body>" + i
                        + " x</body><no-permanent-store xmlns='urn:xmpp:hints'/></message>");
            }
            bob.sends(PING).reads("<iq [^>]*id=['\"]last['\"]");
            try (Phone phone = new Phone(server.demo(), "phone")) {
                phone.reads(5);
                server.kill();
                server.exitCode();
            }
        }
        try (ChildServer server = new ChildServer(directory);
                Phone phone = new Phone(server.demo(), "phone")) {
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
            try (RawClient alice = login(server, "alice")) {
                String page = "<iq type='set' id='page'><query xmlns='urn:xmpp:mam:2'>"
                        + "<set xmlns='http://jabber.org/protocol/rsm'><max>100</max>%s</set></query></iq>";
                alice.sends(page.formatted("<before/>").repeat(20) + PING);
                List<List<Integer>> pages = new ArrayList<>(List.of(new ArrayList<>()));
                for (String next = alice.reads(NEXT); !next.startsWith("<iq"); next = alice.reads(NEXT)) {
                    if (next.startsWith("<fin")) {
                        pages.add(new ArrayList<>());
                    } else {
                        pages.get(pages.size() - 1).add(number(next));
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
