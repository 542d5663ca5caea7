package im.regent.core.net;

import im.regent.core.stream.ClientCertificate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind TLS while a handshake is going on in which the client is asked for a certificate. If it shows one, nothing
 * gets past here until that has been validated, elsewhere than on the event loop: so the stream knows from its first byte on
 * who the client is. Then this handler goes away.
 *
 * <p>What waits is what one read has brought, because the connection is not read meanwhile. Belongs to the loop's thread.
 */
final class ClientCheck extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ClientCheck.class);
    private static final AttributeKey<ClientCertificate> TRUSTED = AttributeKey.valueOf("regent.client-certificate");

    private final ClientTrust trust;
    private final Executor validations;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean isChecking;

    ClientCheck(ClientTrust trust, Executor validations) {
        this.trust = trust;
        this.validations = validations;
    }

    /** What was found on a connection. */
    static Optional<ClientCertificate> result(Channel channel) {
        return Optional.ofNullable(channel.attr(TRUSTED).get());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            List<X509Certificate> chain = shown(context);
            if (chain.isEmpty()) {
                context.pipeline().remove(this);
            } else {
                isChecking = true;
                context.channel().config().setAutoRead(false);
                validations.execute(() -> check(context, chain));
            }
        }
    }

    private static List<X509Certificate> shown(ChannelHandlerContext context) {
        try {
            Certificate[] chain = context.pipeline()
                    .get(SslHandler.class)
                    .engine()
                    .getSession()
                    .getPeerCertificates();
            return Arrays.stream(chain)
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of(); // it has none, or does not want to show it
        }
    }

    private void check(ChannelHandlerContext context, List<X509Certificate> chain) {
        Optional<ClientCertificate> found = validated(chain);
        context.executor().execute(() -> checked(context, found));
    }

    private Optional<ClientCertificate> validated(List<X509Certificate> chain) {
        try {
            return trust.validate(chain);
        } catch (RuntimeException e) {
            // The border of a thread, and a security check: whatever broke, the certificate counts for nothing.
            log.error("a client's certificate could not be validated", e);
            return Optional.empty();
        }
    }

    private void checked(ChannelHandlerContext context, Optional<ClientCertificate> found) {
        if (context.isRemoved()) {
            return;
        }
        found.ifPresent(certificate -> context.channel().attr(TRUSTED).set(certificate));
        isChecking = false;
        context.channel().config().setAutoRead(true);
        boolean isAnything = !waiting.isEmpty();
        while (!waiting.isEmpty()) {
            context.fireChannelRead(waiting.remove());
        }
        if (isAnything) {
            context.fireChannelReadComplete();
        }
        context.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isChecking) {
            waiting.add(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
