package im.regent.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The least a chat server can do: it plays the log-in, then hands the bytes of {@code user0} to {@code user1}, of
 * {@code user2} to {@code user3} and so on, unread. What the load generator costs and how fast it can be is measured
 * against this. Runs alone as {@code Forwarder PORT}.
 */
public final class Forwarder implements Runnable, AutoCloseable {
    private static final Pattern PLAIN = Pattern.compile("<auth[^>]*>([^<]*)</auth>");
    private static final Pattern USER = Pattern.compile("\\D*(\\d+)");

    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Selector selector = Selector.open();
    private final Map<Integer, Peer> present = new HashMap<>();

    private final IntUnaryOperator copies;
    private int forwarded;

    /** Listens on loopback; port 0 means any. */
    public Forwarder(int port) throws IOException {
        this(port, nth -> 1);
    }

    /** A server with faults: what it reads the n-th time after log-ins is passed on {@code copies(n)} times. */
    public Forwarder(int port, IntUnaryOperator copies) throws IOException {
        this.copies = copies;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024)
                .configureBlocking(false)
                .register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** For measurements by hand. */
    public static void main(String[] arguments) throws IOException {
        new Forwarder(Integer.parseInt(arguments[0])).run();
    }

    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.nio.channels.ClosedSelectorException e) {
            return; // that is how it is stopped
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        for (Peer peer : present.values()) {
            peer.channel.close();
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Peer peer) {
                peer.ready(key);
            } else {
                accept();
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
    }

    /** One connection; it spins while its partner is slow, which no window that is measured with lets happen. */
    private final class Peer {
        private final SocketChannel channel;
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
        private final StringBuilder heard = new StringBuilder();
        private int user = -1;
        private boolean isReady;
        private @Nullable Peer partner;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }

        void ready(SelectionKey key) throws IOException {
            if (channel.read(bytes) < 0) {
                key.cancel();
                channel.close();
                return;
            }
            bytes.flip();
            if (!isReady) {
                logIn();
                bytes.clear();
                return;
            }
            if (partner == null) {
                partner = Objects.requireNonNull(present.get(user ^ 1), "the partner has not logged in");
            }
            SocketChannel to = partner.channel;
            for (int copy = copies.applyAsInt(forwarded++); copy > 0; copy--) {
                bytes.rewind();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
            bytes.clear();
        }

        private void logIn() throws IOException {
            heard.append(StandardCharsets.UTF_8.decode(bytes));
            String text = heard.toString();
            String answer = answer(text);
            if (!answer.isEmpty()) {
                heard.setLength(0);
                channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            }
        }

        private String answer(String text) {
            if (text.endsWith("</auth>")) {
                user = userOf(text);
                present.put(user, this);
                return "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
            }
            if (text.contains("id='bind'") && text.endsWith("</iq>")) {
                return "<iq type='result' id='bind'><bind><jid>user" + user + "@localhost/x</jid></bind></iq>";
            }
            if (text.contains("id='ready'") && text.endsWith("</iq>")) {
                isReady = true;
                return "<iq type='result' id='ready'/>";
            }
            return text.endsWith(">") && text.contains("<stream:stream") ? features() : "";
        }

        private String features() {
            String header = "<?xml version='1.0'?><stream:stream xmlns:stream='s' id='1'><stream:features>";
            String offer = user < 0 ? "<mechanisms><mechanism>PLAIN</mechanism></mechanisms>" : "<bind/>";
            return header + offer + "</stream:features>";
        }
    }

    private static int userOf(String auth) {
        Matcher response = PLAIN.matcher(auth);
        if (!response.find()) {
            throw new IllegalArgumentException(auth);
        }
        String login = new String(Base64.getDecoder().decode(response.group(1)), StandardCharsets.UTF_8);
        Matcher number = USER.matcher(login.split("\0")[1]);
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }
}
