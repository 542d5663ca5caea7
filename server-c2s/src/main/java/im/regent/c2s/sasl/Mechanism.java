package im.regent.c2s.sasl;

import java.util.Arrays;
import java.util.Optional;

/**
 * The SASL mechanisms that this server implements, strongest first: the order in which they are offered (RFC 6120 §6.3.1).
 *
 * <p>A mechanism that binds the channel comes before every one that does not: it alone notices a man in the middle of TLS.
 */
public enum Mechanism {
    /** The client's certificate says who it is (RFC 4422 Appendix A). There is no password, so its hash means nothing. */
    EXTERNAL("EXTERNAL", ScramHash.SHA_256, false),
    SCRAM_SHA_512_PLUS("SCRAM-SHA-512-PLUS", ScramHash.SHA_512, true),
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", ScramHash.SHA_256, true),
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", ScramHash.SHA_1, true),
    SCRAM_SHA_512("SCRAM-SHA-512", ScramHash.SHA_512, false),
    SCRAM_SHA_256("SCRAM-SHA-256", ScramHash.SHA_256, false),
    SCRAM_SHA_1("SCRAM-SHA-1", ScramHash.SHA_1, false),
    /** Shows the password to the server: inside TLS only (RFC 6120 §13.8.3). Its hash is the one it is checked with. */
    PLAIN("PLAIN", ScramHash.SHA_256, false);

    private final String wireName;
    private final ScramHash hash;
    private final boolean bindsChannel;

    Mechanism(String wireName, ScramHash hash, boolean bindsChannel) {
        this.wireName = wireName;
        this.hash = hash;
        this.bindsChannel = bindsChannel;
    }

    /** The mechanism of this registered name; names are case-sensitive. */
    public static Optional<Mechanism> named(String wireName) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.wireName.equals(wireName))
                .findFirst();
    }

    /** The registered name. */
    public String wireName() {
        return wireName;
    }

    /** Whether it is never offered nor accepted without TLS; a mechanism that binds the channel cannot be either. */
    public boolean needsTls() {
        return this == EXTERNAL || this == PLAIN || bindsChannel;
    }

    /** Whether the exchange is tied to the TLS session: a {@code -PLUS} mechanism. */
    public boolean bindsChannel() {
        return bindsChannel;
    }

    ScramHash hash() {
        return hash;
    }

    /** Whether an administrator may name it: a {@code -PLUS} form comes with the form without, EXTERNAL with certificates. */
    boolean isConfigurable() {
        return this != EXTERNAL && !bindsChannel;
    }

    /** What has to be in the settings for this mechanism. */
    Mechanism asConfigured() {
        return switch (this) {
            case SCRAM_SHA_512_PLUS -> SCRAM_SHA_512;
            case SCRAM_SHA_256_PLUS -> SCRAM_SHA_256;
            case SCRAM_SHA_1_PLUS -> SCRAM_SHA_1;
            case SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1, PLAIN, EXTERNAL -> this;
        };
    }
}
