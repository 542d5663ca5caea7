package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.XmlWriter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's opening tag, its attributes read as RFC 6120 §4.7 means them; what makes no sense is empty.
 *
 * @param host the prepared domain of {@code to}
 * @param client the bare address of {@code from}
 * @param version major and minor number without leading zeros
 * @param lang a language tag of reasonable length: it will be added to each stanza that has none
 * @param isClaiming whether there is a {@code from} at all
 */
record ClientHeader(String namespace, String host, String client, String version, String lang, boolean isClaiming) {
    private static final String OUR_VERSION = "1.0";
    private static final String OUR_LANG = "en";
    private static final Pattern NUMBERS = Pattern.compile("0*([0-9]{1,4})\\.0*([0-9]{1,4})");
    private static final Pattern LANG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}");

    static ClientHeader read(StreamHeader header) {
        return new ClientHeader(
                header.namespace(),
                host(header.to()),
                client(header.from()),
                version(header.version()),
                LANG.matcher(header.lang()).matches() ? header.lang() : "",
                !header.from().isEmpty());
    }

    private static String host(String to) {
        try {
            Jid jid = Jid.parse(to);
            return jid.equals(jid.domainJid()) ? jid.domain() : "";
        } catch (MalformedJidException e) {
            return "";
        }
    }

    private static String client(String from) {
        try {
            return from.isEmpty() ? "" : Jid.parse(from).bare().toString();
        } catch (MalformedJidException e) {
            return "";
        }
    }

    /** RFC 6120 §4.7.5: "Leading zeros (e.g., "XMPP 6.01") MUST be ignored by recipients". */
    private static String version(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches() ? numbers.group(1) + '.' + numbers.group(2) : "";
    }

    /** §4.7.5: major versions are compared as numbers; whoever speaks 1.0 or more can speak 1.0. */
    boolean isSupported() {
        return !version.isEmpty() && !version.startsWith("0.");
    }

    /**
     * Our opening tag in answer.
     *
     * @param from the host that answers, or empty: §4.9.1.3 forbids to repeat one that is not served
     */
    StreamHeader answer(String from, String id) {
        // §4.7.5: "whichever is lower"; §4.7.2: "the bare JID specified in the 'from' attribute".
        String lower = isSupported() ? OUR_VERSION : version;
        return new StreamHeader(XmlWriter.CLIENT, from, client, id, lower, answerLang());
    }

    /** §4.7.4: the texts of this server are in English. */
    private String answerLang() {
        String lower = lang.toLowerCase(Locale.ROOT);
        return lower.equals(OUR_LANG) || lower.startsWith(OUR_LANG + '-') ? lang : OUR_LANG;
    }
}
