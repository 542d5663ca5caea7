package im.regent.core.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7622: what is an address, what is not, and which addresses are the same. */
class JidTest {
    private static void isRefused(String text) {
        assertThatExceptionOfType(MalformedJidException.class).as(text).isThrownBy(() -> Jid.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "juliet@example.com,                juliet,     example.com,   ''",
        "juliet@example.com/foo,            juliet,     example.com,   foo",
        "juliet@example.com/foo bar,        juliet,     example.com,   foo bar",
        "juliet@example.com/foo@bar,        juliet,     example.com,   foo@bar",
        "foo\\20bar@example.com,            foo\\20bar, example.com,   ''",
        "fussball@example.com,              fussball,   example.com,   ''",
        "fu\u00DFball@example.com,          fu\u00DFball, example.com, ''",
        "\u03C0@example.com,                \u03C0,     example.com,   ''",
        "\u03A3@example.com/foo,            \u03C3,     example.com,   foo",
        "\u03C3@example.com/foo,            \u03C3,     example.com,   foo",
        "\u03C2@example.com/foo,            \u03C2,     example.com,   foo",
        "king@example.com/\u265A,           king,       example.com,   \u265A",
        "example.com,                       '',         example.com,   ''",
        "example.com/foobar,                '',         example.com,   foobar",
        "a.example.com/b@example.net,       '',         a.example.com, b@example.net",
    })
    void table1OfTheRfcIsLegal(String text, String local, String domain, String resource) throws Exception {
        Jid jid = Jid.parse(text);
        assertThat(List.of(jid.local(), jid.domain(), jid.resource())).containsExactly(local, domain, resource);
        assertThat(Jid.of(local, domain, resource)).isEqualTo(jid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "juliet@example.com/ foo",
                "juliet@example.com/\u3000foo",
                "@example.com/",
                "@example.com",
                "example.com/",
                "henry\u2163@example.com",
                "\u265A@example.com",
                "juliet@",
                "/foobar",
                "",
                "@",
                "/",
                "a@b@c",
            })
    void table2OfTheRfcAndItsKinIsNot(String text) {
        isRefused(text);
    }

    @Test
    void esszettAndFinalSigmaStayThemselves() {
        assertThat(Jid.valueOf("fu\u00DFball@example.com")).isNotEqualTo(Jid.valueOf("fussball@example.com"));
        assertThat(Jid.valueOf("\u03C2@example.com")).isNotEqualTo(Jid.valueOf("\u03C3@example.com"));
    }

    @Test
    void charactersThatOnlyLookAlikeStayDifferent() {
        // RFC 7622 §7.3: Latin and Cyrillic a, e, o; digit one and letter l.
        assertThat(Jid.valueOf("\u0430dmin@example.com")).isNotEqualTo(Jid.valueOf("admin@example.com"));
        assertThat(Jid.valueOf("adm1n@example.com")).isNotEqualTo(Jid.valueOf("admln@example.com"));
        assertThat(Jid.valueOf("a@\u0435xample.com")).isNotEqualTo(Jid.valueOf("a@example.com"));
    }

    @Test
    void everyForbiddenAsciiCharacterIsRefusedInALocalpart() {
        for (char c = 0; c < 0x80; c++) {
            String local = "a" + c + "b";
            // '/' and '@' end a localpart, so the parts are given one by one.
            boolean isForbidden = c <= ' ' || c == 0x7F || "\"&'/:<>@".indexOf(c) >= 0;
            if (isForbidden) {
                assertThatExceptionOfType(MalformedJidException.class)
                        .as("U+%04X", (int) c)
                        .isThrownBy(() -> Jid.of(local, "example.com", ""));
            } else {
                assertThat(Jid.valueOf(local + "@example.com").local()).hasSize(3);
            }
        }
    }

    @Test
    void everyForbiddenAsciiCharacterIsRefusedInADomainpart() {
        for (char c = 0; c < 0x80; c++) {
            String domain = "a" + c + "b.example";
            if (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_') {
                assertThat(Jid.valueOf(domain).domain()).hasSize(11);
            } else {
                assertThatExceptionOfType(MalformedJidException.class)
                        .as("U+%04X", (int) c)
                        .isThrownBy(() -> Jid.of("", domain, ""));
            }
        }
    }

    @Test
    void onlyControlCharactersAreRefusedInAResourcepart() {
        for (char c = 0; c < 0x80; c++) {
            String text = "example.com/a" + c + "b";
            if (c < ' ' || c == 0x7F) {
                isRefused(text);
            } else {
                assertThat(Jid.valueOf(text).resource()).hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\uFF20b",
                "a\uFF0Fb",
                "a\uFF1Ab",
                "a\uFF02b",
                "a\uFF06b",
                "a\uFF1Cb",
                "a\uFF1Eb",
                "a\uFF07b",
                "a\u0080b",
                "a\u200Bb",
                "a\u2028b",
                "a\uFFFDb",
                "a\uE000b",
                "a\uD800",
                "\uDC00a",
                "a\u00A0b",
                "a\u3000b"
            })
    void charactersThatBecomeForbiddenOnesAreRefusedInALocalpart(String local) {
        assertThatExceptionOfType(MalformedJidException.class).isThrownBy(() -> Jid.of(local, "example.com", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00FC<.example",
                "\u00FC .example",
                "\u00FC&.example",
                "\u00FC@.example",
                "\u00FC/.example",
                "\u00FC\".example",
                "\u00FC..example",
                ".\u00FC.example",
                "-\u00FC.example",
                "\u00FC-.example",
                "\u00FC\uFF0Fb.example",
                "\u00FC\uFF20b.example",
                "b\uFF1Ab.example",
                "\u265A\u0000.example",
                "a..b",
                ".a",
                "a..",
                "-a.b",
                "a-.b",
                "xn--\u00FC",
                "\u3002",
            })
    void domainsThatNoHostCanHaveAreRefused(String domain) {
        assertThatExceptionOfType(MalformedJidException.class).as(domain).isThrownBy(() -> Jid.of("", domain, ""));
    }

    @Test
    void partsAreMeasuredInBytes() throws Exception {
        assertThat(Jid.parse("a".repeat(1023) + "@b").local()).hasSize(1023);
        assertThat(Jid.parse("a@b/" + "c".repeat(1023)).resource()).hasSize(1023);
        assertThat(Jid.parse("a@b/" + "\u265A".repeat(341)).resource()).hasSize(341);
        isRefused("a".repeat(1024) + "@b");
        isRefused("a@b/" + "c".repeat(1024));
        isRefused("a@b/" + "\u265A".repeat(342));
        isRefused("\u03C0".repeat(512) + "@b");
        isRefused("a@" + "b".repeat(64));
        isRefused("a@" + "b.".repeat(512) + "c");
    }

    @Test
    void aHugePartIsRefusedWithoutWork() {
        // What preparation would make of it is not even looked at: linear tricks with combining marks are free.
        isRefused("a" + "\u0301".repeat(1_000_000) + "@b");
        isRefused("a@b/" + "\u1100".repeat(1_000_000));
        isRefused("a@" + "\u00FC".repeat(1_000_000));
    }

    @Test
    void oneTrailingDotIsStripped() {
        assertThat(Jid.valueOf("a@example.com.")).isEqualTo(Jid.valueOf("a@example.com"));
        assertThat(Jid.valueOf("a@b\u00FCcher.example.")).isEqualTo(Jid.valueOf("a@b\u00FCcher.example"));
        isRefused("a@.");
        isRefused("a@example.com..");
    }

    @Test
    void uppercaseIsTheSameInLocalAndDomainButNotInResource() {
        assertThat(Jid.valueOf("JULIET@Example.COM/Foo")).isEqualTo(Jid.valueOf("juliet@example.com/Foo"));
        assertThat(Jid.valueOf("a@b/Foo")).isNotEqualTo(Jid.valueOf("a@b/foo"));
        assertThat(Jid.valueOf("\u00C4@B\u00DCCHER.example")).isEqualTo(Jid.valueOf("\u00E4@b\u00FCcher.example"));
        // The Turkish trap: no locale makes a dotless i of it.
        assertThat(Jid.valueOf("TITI@XIX").toString()).isEqualTo("titi@xix");
    }

    @Test
    void anALabelIsTheSameAsItsULabel() {
        assertThat(Jid.valueOf("a@xn--bcher-kva.example")).isEqualTo(Jid.valueOf("a@b\u00FCcher.example"));
    }

    @Test
    void composedAndDecomposedCharactersAreTheSame() {
        assertThat(Jid.valueOf("e\u0301@b/e\u0301")).isEqualTo(Jid.valueOf("\u00E9@b/\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[::1]", "[::]", "[2001:DB8::1]", "[1:2:3:4:5:6:7:8]", "[::ffff:192.0.2.1]", "[1::]", "192.0.2.1"
            })
    void ipAddressesAreDomains(String address) {
        assertThat(Jid.valueOf("a@" + address).domain()).isEqualTo(address.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                "[:]",
                "[::1",
                "::1",
                "[:::]",
                "[1::2::3]",
                "[12345::]",
                "[g::]",
                "[1:2:3:4:5:6:7]",
                "[::1]x",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7::8]",
                "[::256.0.0.1]",
                "[::1.2.3]",
                "[fe80::1%eth0]",
                "[1.2.3.4::]"
            })
    void whatOnlyLooksLikeAnIpv6AddressIsNone(String address) {
        isRefused("a@" + address);
    }

    @Test
    void partsCanBeTakenOffAndPutOn() throws Exception {
        Jid full = Jid.valueOf("juliet@example.com/balcony");
        assertThat(full.bare()).isEqualTo(Jid.valueOf("juliet@example.com"));
        assertThat(full.domainJid()).isEqualTo(Jid.valueOf("example.com"));
        assertThat(full.bare().withResource("balcony")).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(full.bare().bare()).isSameAs(full.bare());
        assertThatExceptionOfType(MalformedJidException.class).isThrownBy(() -> full.withResource(""));
        assertThat(new ArrayList<>(List.of(full, full.bare())).stream().sorted().toList())
                .containsExactly(full.bare(), full);
    }
}
