package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How streams begin and end on real sockets. */
@Spec(rfc = 6120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamEndsTest {
    private static final String HEADER = "<stream:stream xmlns='jabber:client' to='localhost' version='1.0' id='mine'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String CLOSE = "</stream:stream>";
    private static final Pattern ID = Pattern.compile("<stream:stream [^>]* id='([^']*)'");

    /** 128 bits as base64. */
    private static final int MIN_ID_LENGTH = 22;

    private static final int CONNECTIONS = 20;

    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Everything that the server says to this, until it closes the connection. */
    private String conversation(String text) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(server.address("c2s"));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    @Test
    @Section(value = "4.7.3", rules = "R5")
    void idsOfStreamsAreLongAndRandomAndOurs() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            // Every other header is one that the stream's logic never sees.
            Matcher id = ID.matcher(conversation(i % 2 == 0 ? HEADER + CLOSE : "<!-- x -->"));
            assertThat(id.find()).isTrue();
            assertThat(id.group(1)).hasSizeGreaterThanOrEqualTo(MIN_ID_LENGTH).matches("[A-Za-z0-9_-]+");
            ids.add(id.group(1));
        }
        assertThat(ids).hasSize(CONNECTIONS);
    }

    @Test
    @Section(value = "4.4", rules = "R19")
    void theClosingTagIsAnsweredAndThenTheConnectionCloses() throws Exception {
        assertThat(conversation(HEADER + CLOSE)).endsWith("</stream:features>" + CLOSE);
    }

    @Test
    @Section(value = "4.4", rules = "R19")
    void underTlsCloseNotifyComesBehindTheClosingTagAndBeforeTheEnd() throws Exception {
        SslContext tls =
                SslContextBuilder.forClient().trustManager(server.trust()).build();
        TlsPeer peer = new TlsPeer();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), "localhost", 0), peer);
                        }
                    })
                    .connect(server.address("c2s-tls"))
                    .sync();
            assertThat(peer.notified.get(20, TimeUnit.SECONDS)).endsWith(CLOSE);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /** Says what a client says that only came to leave; tells what it had heard when {@code close_notify} came. */
    private static final class TlsPeer extends SimpleChannelInboundHandler<ByteBuf> {
        final CompletableFuture<String> notified = new CompletableFuture<>();
        private final StringBuilder heard = new StringBuilder();

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            heard.append(bytes.toString(US_ASCII));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
                context.writeAndFlush(Unpooled.copiedBuffer(HEADER + CLOSE, US_ASCII));
            } else if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
                notified.complete(heard.toString());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            notified.completeExceptionally(new AssertionError("the connection ended without close_notify"));
        }
    }
}
