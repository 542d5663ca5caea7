package im.regent.im.external;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How one gets into a service. */
sealed interface Access {
    /** The credentials for an account; empty if none are needed. */
    Optional<Credentials> of(Jid account, Instant now, Duration validFor);

    /** No credentials are needed. */
    enum Open implements Access {
        OPEN;

        @Override
        public Optional<Credentials> of(Jid account, Instant now, Duration validFor) {
            return Optional.empty();
        }
    }

    /** The same credentials for everybody. */
    record Fixed(String username, Secret password) implements Access {
        @Override
        public Optional<Credentials> of(Jid account, Instant now, Duration validFor) {
            return Optional.of(new Credentials(username, password, Optional.empty()));
        }
    }

    /**
     * Credentials that the service can check by itself, for it knows the secret: the username begins with the time at which
     * they expire, the password is base64(HMAC-SHA1(secret, username)). SHA-1 is what those services expect, and as an HMAC it
     * is still safe.
     */
    record TimeLimited(Secret secret) implements Access {
        private static final int PSEUDONYM_BYTES = 8;

        @Override
        public Optional<Credentials> of(Jid account, Instant now, Duration validFor) {
            Instant expiry = now.plus(validFor).truncatedTo(ChronoUnit.SECONDS);
            String username = expiry.getEpochSecond() + ":" + pseudonym(account);
            String password = Base64.getEncoder().encodeToString(hmac(username));
            return Optional.of(new Credentials(username, new Secret(password), Optional.of(expiry)));
        }

        /** Always the same for one account, so that a service can count what it uses; it does not learn which account it is. */
        private String pseudonym(Jid account) {
            return HexFormat.of().formatHex(hmac("account:" + account), 0, PSEUDONYM_BYTES);
        }

        private byte[] hmac(String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA1", e);
            }
        }
    }

    /** What a client shows to the service; empty {@code expires} if they stay valid. */
    record Credentials(String username, Secret password, Optional<Instant> expires) {}
}
