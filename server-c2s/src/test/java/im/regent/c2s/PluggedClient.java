package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import im.regent.core.net.EmbeddedStreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client on a channel without a socket, through the very code that connections go through, TLS left out. */
final class PluggedClient {
    private static final Pattern CHALLENGE = Pattern.compile("<challenge [^>]*>([^<]*)</challenge>");

    final EmbeddedChannel channel;
    private final StringBuilder received = new StringBuilder();

    /** Connects from a numeric address. */
    PluggedClient(ClientWorld world, EmbeddedStreams streams, String address) {
        channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
        streams.attach(channel, 1 << 20, world.listeners().get(0).acceptor());
        channel.runPendingTasks();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether the server reads what the client sends. */
    boolean isRead() {
        return channel.config().isAutoRead();
    }

    PluggedClient sends(String xml) {
        channel.writeInbound(Unpooled.copiedBuffer(xml, UTF_8));
        return settle();
    }

    PluggedClient settle() {
        channel.runPendingTasks();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            received.append(buffer.toString(UTF_8));
            buffer.release();
        }
        return this;
    }

    /** What came since the last call. */
    String received() {
        settle();
        String text = received.toString();
        received.setLength(0);
        return text;
    }

    /** The connection is gone. */
    void breaks() {
        channel.close();
        channel.runPendingTasks();
    }

    /** Header and SCRAM; the server's answer to the proof is left to be read. */
    PluggedClient logsIn(String user) {
        sends(Script.header());
        try {
            ScramClient scram = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                    .username(user)
                    .password(ClientWorld.PASSWORD.toCharArray())
                    .build();
            received();
            sends(Script.auth("SCRAM-SHA-256", Script.base64(scram.clientFirstMessage())));
            Matcher challenge = CHALLENGE.matcher(received());
            if (!challenge.find()) {
                throw new AssertionError("no challenge came");
            }
            scram.serverFirstMessage(new String(Base64.getDecoder().decode(challenge.group(1)), UTF_8));
            return sends(Script.response(Script.base64(scram.clientFinalMessage())));
        } catch (ScramException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link #logsIn}, and binds a resource; forgets what came. */
    PluggedClient binds(String user, String resource) {
        logsIn(user).sends(Script.header()).sends(Script.bind("bind", resource));
        if (!received().contains("/" + resource + "</jid>")) {
            throw new AssertionError("no resource was bound");
        }
        return this;
    }

    void finish() {
        channel.finishAndReleaseAll();
    }
}
