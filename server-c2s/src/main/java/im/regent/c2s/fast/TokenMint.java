package im.regent.c2s.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.c2s.login.InstallationSecret;
import im.regent.c2s.login.PasswordPrints;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import java.util.Base64;
import java.util.List;

/**
 * Makes tokens of what is stored. The mechanisms use a token as the key of an HMAC, so whatever a server keeps to check them is enough
 * to log in; the part of it that stands in the configuration keeps that from those who can read the database only. Safe for every
 * thread.
 */
final class TokenMint {
    private final byte[] key;

    TokenMint(InstallationSecret secret, Secret configured) {
        this.key = secret.derive(List.of("fast", configured.reveal()));
    }

    /** The token itself: letters, digits, hyphens and low lines. */
    String token(Jid account, String device, Token token) {
        return token(account, device, token.mechanism(), token.salt());
    }

    private String token(Jid account, String device, String mechanism, String salt) {
        byte[] words =
                String.join("\0", account.toString(), device, mechanism, salt).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(InstallationSecret.hmac(key, words));
    }

    /** A token that was given to nobody. */
    String standIn(Jid account, String device) {
        return token(account, device, "", "");
    }

    /** Whether the token is good for the password that the account has now. */
    static boolean isOf(Credentials credentials, Token token) {
        return PasswordPrints.areOf(credentials, token.passwords());
    }
}
