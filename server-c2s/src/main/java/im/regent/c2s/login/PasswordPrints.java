package im.regent.c2s.login;

import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the passwords of accounts, and tells nothing of them: so that what was given to whoever had a password ends with it. Safe
 * for every thread.
 */
public final class PasswordPrints {
    private static final int PRINT_BYTES = 8;

    private PasswordPrints() {}

    /** One name for each key of the account; none, if it has no password. */
    public static Set<String> of(Credentials credentials) {
        return credentials.keys().stream().map(PasswordPrints::print).collect(Collectors.toSet());
    }

    private static String print(ScramKeys keys) {
        byte[] bytes = InstallationSecret.hmac(keys.storedKey(), keys.salt());
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, PRINT_BYTES));
    }

    /** Whether the account still has a password that it had then: adding keys of the same password changes nothing. */
    public static boolean areOf(Credentials credentials, Set<String> then) {
        Set<String> now = of(credentials);
        return then.isEmpty() ? now.isEmpty() : then.stream().anyMatch(now::contains);
    }
}
