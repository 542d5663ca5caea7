package im.regent.bench;

import im.regent.bench.stream.Elements;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that a server with a privileged component is (XEP-0356): it passes messages on, takes the wrapper off those
 * of the component, and answers and pushes roster sets that it forgets. Faults are put in by rewriting what it is about
 * to do. One thread for each connection.
 */
final class GrantingServer implements AutoCloseable {
    static final String SECRET = "s'cret";

    /** SHA-1 of {@code a'bs'cret}, as sha1sum says. */
    private static final String HANDSHAKE = "36e9688a58fd2076a1ae982d6086118f7fb65dec";

    private static final Pattern ID = Pattern.compile("<iq[^>]* id='([^']*)'");
    private static final Pattern TO = Pattern.compile("<(?:iq|message)[^>]* to='([^']*)'");
    private static final Pattern INNER = Pattern.compile("<message xmlns='jabber:client'.*?</message>");
    private static final Pattern QUERY = Pattern.compile("<query.*</query>");

    private final ServerSocketChannel clients = listen();
    private final ServerSocketChannel components = listen();
    private final Map<String, Line> present = new ConcurrentHashMap<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final String grants;
    private final Faults faults;

    /** What goes wrong: what is sent instead of an answer to the component, and of a push to a client. */
    record Faults(Function<String, List<String>> answers, Function<String, List<String>> pushes, Messages messages) {
        static final Faults NONE = new Faults(List::of, List::of, nth -> 1);

        /** How many copies of the n-th privileged message arrive; when negative, it is refused. */
        interface Messages {
            int copies(int nth);
        }
    }

    /** {@code grants} are the {@code <perm/>}s of the advertisement. */
    GrantingServer(String grants, Faults faults) throws IOException {
        this.grants = grants;
        this.faults = faults;
        accept(clients, this::serveClient);
        accept(components, this::serveComponent);
    }

    int port() throws IOException {
        return ((InetSocketAddress) clients.getLocalAddress()).getPort();
    }

    int componentPort() throws IOException {
        return ((InetSocketAddress) components.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        components.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private interface Service {
        void serve(Line line) throws IOException;
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void accept(ServerSocketChannel listener, Service service) {
        start(() -> {
            while (listener.isOpen()) {
                SocketChannel channel = listener.accept();
                open.add(channel);
                start(() -> service.serve(new Line(channel)));
            }
        });
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void start(Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException e) {
                        return; // the peer or the test has closed it
                    }
                },
                "granting-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serveClient(Line line) throws IOException {
        String header = "<?xml version='1.0'?><stream:stream xmlns:stream='s' id='1'><stream:features>";
        line.hear("to='localhost'>");
        line.say(header + "<mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>");
        String auth = line.hear("</auth>").replaceAll("(?s).*<auth[^>]*>|</auth>", "");
        String user = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8).split("\0")[1];
        line.say("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        line.hear("to='localhost'>");
        line.say(header + "<bind/></stream:features>");
        String bind = line.hear("</iq>");
        String jid = user + "@localhost/" + group(bind, Pattern.compile("<resource>(.*)</resource>"));
        present.put(jid, line);
        line.say("<iq type='result' id='bind'><bind><jid>" + jid + "</jid></bind></iq>");
        line.hear("</iq>");
        line.say("<iq type='result' id='ready'/>");
        for (String element : elements(line)) {
            if (element.startsWith("<message")) {
                deliver(element);
            } else if (element.contains("jabber:iq:roster")) {
                line.say("<iq type='result' id='" + group(element, ID) + "'><query xmlns='jabber:iq:roster'/></iq>");
            }
        }
    }

    private void serveComponent(Line line) throws IOException {
        line.hear("to='gateway.localhost'>");
        line.say("<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='s'"
                + " from='gateway.localhost' id=\"a&apos;b\">");
        if (!line.hear("</handshake>").contains("<handshake>" + HANDSHAKE + "<")) {
            line.say("<stream:error><not-authorized/></stream:error></stream:stream>");
            return;
        }
        line.say("<handshake/><message from='localhost' to='gateway.localhost'>"
                + "<privilege xmlns='urn:xmpp:privilege:2'>" + grants + "</privilege></message>");
        int messages = 0;
        for (String element : elements(line)) {
            if (element.startsWith("<message")) {
                int copies = faults.messages().copies(messages++);
                if (copies < 0) {
                    line.say("<message type='error' from='localhost' to='gateway.localhost'><error/></message>");
                }
                for (int copy = 0; copy < copies; copy++) {
                    deliver(group(element, INNER));
                }
            } else if (element.contains("type='set'")) {
                changeRoster(line, element);
            }
        }
    }

    private void changeRoster(Line component, String request) throws IOException {
        String owner = group(request, TO);
        String query =
                QUERY.matcher(request).results().findFirst().orElseThrow().group();
        for (String push : faults.pushes().apply("<iq type='set' id='p1'>" + query + "</iq>")) {
            say(owner + "/roster", push);
        }
        String result = "<iq type='result' id='" + group(request, ID) + "' from='" + owner + "'/>";
        for (String answer : faults.answers().apply(result)) {
            component.say(answer);
        }
    }

    private void deliver(String message) throws IOException {
        say(group(message, TO), message);
    }

    private void say(String to, String xml) throws IOException {
        Line line = present.get(to);
        if (line != null) {
            line.say(xml);
        }
    }

    private static String group(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(text);
        }
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    /** What comes until the connection closes. */
    private static Iterable<String> elements(Line line) {
        Elements elements = new Elements();
        return () -> new java.util.Iterator<>() {
            private Optional<String> next = Optional.empty();

            @Override
            public boolean hasNext() {
                try {
                    next = elements.next();
                    while (next.isEmpty() && elements.readFrom(line) >= 0) {
                        next = elements.next();
                    }
                    return next.isPresent();
                } catch (IOException e) {
                    return false; // the peer or the test has closed it
                }
            }

            @Override
            public String next() {
                return next.orElseThrow();
            }
        };
    }
}
