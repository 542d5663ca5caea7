package im.regent.c2s;

import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamRate;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The server's transport with TLS that encrypts nothing: the stream's logic sees a session, the test sees the XML. */
final class PretendedTls implements StreamTransport {
    private final StreamTransport real;
    private boolean isSecure;

    PretendedTls(StreamTransport real, boolean isSecure) {
        this.real = real;
        this.isSecure = isSecure;
    }

    @Override
    public void startTls(String defaultHost) {
        isSecure = true;
        real.restart();
    }

    @Override
    public Optional<TlsFacts> tls() {
        return isSecure ? Optional.of(new Facts()) : Optional.empty();
    }

    @Override
    public Executor loop() {
        return real.loop();
    }

    @Override
    public void perform(Runnable task) {
        real.perform(task);
    }

    @Override
    public void open(StreamHeader header) {
        real.open(header);
    }

    @Override
    public void send(Element element) {
        real.send(element);
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public void close(StreamError error) {
        real.close(error);
    }

    @Override
    public void abort() {
        real.abort();
    }

    @Override
    public void restart() {
        real.restart();
    }

    @Override
    public void limits(StreamLimits limits) {
        real.limits(limits);
    }

    @Override
    public void rate(StreamRate rate) {
        real.rate(rate);
    }

    @Override
    public Optional<StreamError> refusal() {
        return real.refusal();
    }

    @Override
    public void authenticated() {
        real.authenticated();
    }

    @Override
    public void deadline(Duration after, StreamError error) {
        real.deadline(after, error);
    }

    @Override
    public void cancelDeadline() {
        real.cancelDeadline();
    }

    @Override
    public Duration silence() {
        return real.silence();
    }

    @Override
    public String peerAddress() {
        return real.peerAddress();
    }

    private record Facts() implements TlsFacts {
        @Override
        public String protocol() {
            return "TLSv1.3";
        }

        @Override
        public String cipher() {
            return "TLS_AES_128_GCM_SHA256";
        }

        @Override
        public Optional<String> requestedHost() {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> channelBinding(String type) {
            return Optional.empty();
        }
    }
}
