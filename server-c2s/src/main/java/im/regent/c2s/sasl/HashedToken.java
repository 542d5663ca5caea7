package im.regent.c2s.sasl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The mechanisms of draft-schmaus-kitten-sasl-ht-09, by which a client proves that it has a token, strongest first. They are not
 * offered with the others, since a token has to be given out first (XEP-0484).
 */
public enum HashedToken {
    /** Bound to the TLS session. */
    EXPORTER("HT-SHA-256-EXPR", ChannelBindings.TLS_EXPORTER),
    /** Bound to the server's certificate. */
    END_POINT("HT-SHA-256-ENDP", ChannelBindings.TLS_SERVER_END_POINT),
    /** Bound to nothing. */
    UNBOUND("HT-SHA-256-NONE", "");

    private final String wireName;
    private final String binding;

    HashedToken(String wireName, String binding) {
        this.wireName = wireName;
        this.binding = binding;
    }

    /** The registered name. */
    public String wireName() {
        return wireName;
    }

    /** Those that a connection can bind to. */
    public static List<HashedToken> offered(SaslOffer offer) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.bindingData(offer).isPresent())
                .toList();
    }

    /** The one of this name, if the connection can bind to it. */
    public static Optional<HashedToken> named(String wireName, SaslOffer offer) {
        return offered(offer).stream()
                .filter(mechanism -> mechanism.wireName.equals(wireName))
                .findFirst();
    }

    private Optional<byte[]> bindingData(SaslOffer offer) {
        return binding.isEmpty() ? Optional.of(new byte[0]) : offer.channelBinding(binding);
    }

    /** A login by one of these tokens; without an initial response it fails at once. */
    public SaslExchange begin(SaslOffer offer, Tokens tokens) {
        byte[] data = bindingData(offer).orElseThrow();
        return new GuardedExchange(new TokenDialogue(tokens, offer.host(), data), true);
    }

    /** A login that fails at once. */
    public static SaslExchange refused(SaslCondition condition, String text) {
        return new GuardedExchange(new RefusedDialogue(condition, text), true);
    }
}
