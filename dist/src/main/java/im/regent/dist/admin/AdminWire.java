package im.regent.dist.admin;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the admin protocol: words with a space between them. A word is percent-encoded, so that it may hold anything;
 * an empty one is {@code -}.
 *
 * <p>A connection carries one request, a line of words, and its answer: any number of lines {@code data WORD…}, then
 * {@code ok} or {@code failed EXIT-CODE MESSAGE}.
 */
final class AdminWire {
    /** A request holds an address and a password. */
    static final int MAX_LINE_CHARS = 64 << 10;

    static final String DATA = "data";
    static final String OK = "ok";
    static final String FAILED = "failed";

    private static final String EMPTY = "-";

    private AdminWire() {}

    static String line(List<String> words) {
        return words.stream().map(AdminWire::encoded).collect(Collectors.joining(" ")) + "\n";
    }

    /** @throws IllegalArgumentException when a word is not percent-encoded as it must be */
    static List<String> words(String line) {
        return Arrays.stream(line.split(" ", -1)).map(AdminWire::decoded).toList();
    }

    private static String encoded(String word) {
        String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8);
        return encoded.isEmpty() ? EMPTY : encoded.equals(EMPTY) ? "%2D" : encoded;
    }

    private static String decoded(String word) {
        return word.equals(EMPTY) ? "" : URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
