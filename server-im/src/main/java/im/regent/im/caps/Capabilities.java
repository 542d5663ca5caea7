package im.regent.im.caps;

import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The verification string of an entity without extended forms (XEP-0115 §5.1). */
final class Capabilities {
    private Capabilities() {}

    static String verification(Element info) {
        String identities = sorted(info.children(DiscoInfo.INFO, "identity").stream()
                .map(identity -> String.join(
                        "/",
                        identity.attribute("category", ""),
                        identity.attribute("type", ""),
                        identity.lang().orElse(""),
                        identity.attribute("name", "")))
                .toList());
        String features = sorted(info.children(DiscoInfo.INFO, "feature").stream()
                .map(feature -> feature.attribute("var", ""))
                .toList());
        return hash(identities + features);
    }

    private static String sorted(List<String> values) {
        // XEP-0115 §5.1: "i;octet" order; all of ours are ASCII, for which it is the order of strings.
        return values.stream().sorted().map(value -> value + '<').collect(Collectors.joining());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
