package im.regent.core.net;

import im.regent.core.net.TlsContexts.Use;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the server name out of a ClientHello (RFC 6066 §3) and goes on with that host's certificate. A handshake that takes too
 * long fails, and so does the connection.
 */
final class ByServerName extends AbstractSniHandler<SslContext> {
    private static final int MAX_CLIENT_HELLO = 16 * 1024;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final String NAME = "tls";

    private final Tls tls;
    private final String defaultHost;
    private final boolean isDirect;
    private boolean isForeign;
    private @Nullable HostCertificate certificate;

    ByServerName(Tls tls, String defaultHost, boolean isDirect) {
        super(MAX_CLIENT_HELLO, TIMEOUT_MILLIS);
        this.tls = tls;
        this.defaultHost = defaultHost;
        this.isDirect = isDirect;
    }

    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable ByteBuf clientHello) throws Exception {
        isForeign = isDirect && clientHello != null && Alpn.isForeign(clientHello);
        return super.lookup(context, clientHello);
    }

    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable String serverName) {
        Promise<SslContext> found = context.executor().newPromise();
        Optional<HostCertificate> chosen = tls.choose(serverName, defaultHost);
        if (chosen.isEmpty()) {
            return found.setFailure(new DecoderException("there is no certificate for this host"));
        }
        certificate = chosen.get();
        tls.contexts().of(certificate, use()).whenComplete((made, failure) -> {
            if (failure == null) {
                found.setSuccess(made);
            } else {
                found.setFailure(failure);
            }
        });
        return found;
    }

    private Use use() {
        if (!isDirect) {
            return Use.START_TLS;
        }
        return isForeign ? Use.FOREIGN : Use.DIRECT;
    }

    @Override
    protected void onLookupComplete(
            ChannelHandlerContext context, @Nullable String serverName, Future<SslContext> found) {
        HostCertificate shown = certificate;
        if (!found.isSuccess() || shown == null) {
            throw new DecoderException("no handshake is possible", found.cause());
        }
        tls.begun(context.channel(), new Tls.Beginning(shown, serverName == null ? "" : serverName));
        SslHandler handler = found.getNow().newHandler(context.alloc(), tls.handshakes());
        handler.setHandshakeTimeoutMillis(TIMEOUT_MILLIS);
        ChannelPipeline pipeline = context.pipeline();
        if (shown.asksClients()) {
            pipeline.addAfter(context.name(), null, new ClientCheck(shown.clients(), tls.handshakes()));
        }
        pipeline.replace(this, NAME, handler);
        pipeline.addBefore(NAME, null, new AlertSent());
    }
}
