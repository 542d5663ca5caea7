package im.regent.im.caps;

import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The verification string of an entity (XEP-0115 §5.1). */
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
        String forms = info.children(DiscoInfo.FORMS, "x").stream()
                .sorted(Comparator.comparing(Capabilities::type))
                .map(form -> type(form) + '<' + fields(form))
                .collect(Collectors.joining());
        return hash(identities + features + forms);
    }

    private static String type(Element form) {
        return form.children(DiscoInfo.FORMS, "field").stream()
                .filter(Capabilities::isType)
                .flatMap(field -> values(field).stream())
                .findFirst()
                .orElse("");
    }

    private static boolean isType(Element field) {
        return field.attribute("var", "").equals("FORM_TYPE");
    }

    private static String fields(Element form) {
        return form.children(DiscoInfo.FORMS, "field").stream()
                .filter(field -> !isType(field))
                .sorted(Comparator.comparing(field -> field.attribute("var", "")))
                .map(field -> field.attribute("var", "") + '<' + sorted(values(field)))
                .collect(Collectors.joining());
    }

    private static List<String> values(Element field) {
        return field.children(DiscoInfo.FORMS, "value").stream()
                .map(Element::text)
                .toList();
    }

    private static String sorted(List<String> values) {
        // XEP-0115 §5.1: "i;octet" order, which is that of strings for ASCII only.
        return values.stream()
                .sorted(Capabilities::compareOctets)
                .map(value -> value + '<')
                .collect(Collectors.joining());
    }

    private static int compareOctets(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
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
