package im.regent.core.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of what is printed, also those that stand where nobody expects one. */
final class Masking {
    private static final Pattern SECRET_KEY = Pattern.compile("secret|passw|passphrase|token|private-?key|credential");
    private static final Pattern IN_URL = Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)=)[^&;\\s\"]*");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/@:\\s\"]*:)[^/@\\s\"]*@");

    private Masking() {}

    static boolean isSecretKey(String key) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
    }

    /** The text without the passwords that an address may carry. */
    static String masked(String text) {
        return USER_INFO.matcher(IN_URL.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
    }
}
