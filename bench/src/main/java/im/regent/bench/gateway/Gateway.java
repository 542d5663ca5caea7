package im.regent.bench.gateway;

import im.regent.bench.stream.Connected;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A component that is connected, and what it may do for the users of a host. Closing it leaves its connection open. */
public final class Gateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Conversations conversations = new Conversations();
    private final String address;
    private final Voice voice;

    /** Takes over a connection on which nothing has been read since the handshake. */
    public Gateway(Connected component) throws IOException {
        this.address = component.jid();
        this.voice = conversations.join(component);
    }

    /**
     * Waits for the advertisement of the host {@code domain}.
     *
     * @throws IOException when it does not come, or does not grant what is needed
     */
    public void awaitGrants(String domain, boolean isRosterNeeded) throws IOException {
        List<Grants> advertised = new ArrayList<>();
        voice.tell((self, element) -> Grants.read(element, domain).ifPresent(advertised::add));
        BooleanSupplier isEnough = () -> advertised.stream().anyMatch(Grants::canSendMessages)
                && (!isRosterNeeded || advertised.stream().anyMatch(Grants::canSetRosters));
        if (!conversations.hear(isEnough, PATIENCE)) {
            throw new IOException(
                    advertised.isEmpty()
                            ? domain + " grants nothing to " + address + " (no urn:xmpp:privilege:2 in "
                                    + PATIENCE.toSeconds() + " s)"
                            : domain + " must grant " + address + " message = outgoing"
                                    + (isRosterNeeded ? " and roster = set or both" : ""));
        }
    }

    String address() {
        return address;
    }

    Voice join(Connected client) throws IOException {
        return conversations.join(client);
    }

    void tell(Voice.Listener listener) throws IOException {
        voice.tell(listener);
    }

    void say(String xml) throws IOException {
        voice.say(xml);
    }

    boolean hear(BooleanSupplier isEnough, Duration patience) throws IOException {
        return conversations.hear(isEnough, patience);
    }

    @Override
    public void close() throws IOException {
        conversations.close();
    }
}
