package im.regent.kit.stream;

import im.regent.bench.stream.Account;
import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Dialler;
import im.regent.bench.stream.Stage;
import im.regent.bench.stream.Target;
import im.regent.bench.stream.Wire;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.finding.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens streams to one server. */
public final class Connector implements AutoCloseable {
    private final Dialler dialler;
    private final Pace pace;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kit-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** For clients of {@code target}, and its components. */
    public Connector(Target target, Pace pace) {
        this.dialler = new Dialler(target, timer);
        this.pace = pace;
    }

    /** Logs in and binds the resource; sends no presence. */
    public Peer client(Account account, String resource) throws Finding {
        try {
            Connected connected = dialler.dial(account, resource, Stage.BOUND);
            return Peer.loggedIn(connected.wire(), connected.jid(), pace);
        } catch (IOException e) {
            throw Finding.error(String.valueOf(e.getMessage()));
        }
    }

    /** Connects a component (XEP-0114 §3). */
    public Peer component(InetSocketAddress address, String domain, String secret) throws Finding {
        try {
            SocketChannel channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Peer peer = new Peer(Wire.plain(channel), domain, pace);
            shakeHands(peer, domain, secret);
            return peer;
        } catch (IOException e) {
            throw Finding.error("the component " + domain + " cannot connect: " + e.getMessage());
        }
    }

    private static void shakeHands(Peer peer, String domain, String secret) throws Finding {
        peer.send(new XmlWriter()
                .opening("jabber:component:accept", List.of(new Attribute("to", domain)))
                .toString());
        String id = peer.header().id();
        peer.send("<handshake>" + sha1(id + secret) + "</handshake>");
        try {
            Element answer = peer.next("handshake");
            if (!answer.localName().equals("handshake")) {
                throw Finding.fail("before the handshake of " + domain + " came " + answer);
            }
        } catch (Finding e) {
            peer.close();
            throw Finding.error("the component " + domain + " is refused: " + e.getMessage());
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
