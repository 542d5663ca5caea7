package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening tags: what we answer, and what we refuse. */
@Spec(rfc = 6120)
class HeaderTest {
    private final ClientWorld world = ClientWorld.start();
    private final WiredClient client = world.connect();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Section(
            value = "4.3.2",
            rules = {"R1", "R2", "R7"})
    void ourHeaderComesFirstAndFeaturesFollow() {
        client.sends(Script.header("to='capulet.lit' version='1.0'"));
        assertThat(client.order).containsExactly("<stream>", "features");
        assertThat(client.headers.remove())
                .isEqualTo(new StreamHeader(XmlWriter.CLIENT, "capulet.lit", "", "id1", "1.0", "en"));
    }

    @ParameterizedTest
    @CsvSource({
        "juliet@capulet.lit, juliet@capulet.lit",
        "juliet@capulet.lit/balcony, juliet@capulet.lit",
        "JULIET@Capulet.LIT, juliet@capulet.lit",
        "@@, ''"
    })
    @Section(value = "4.7.2", rules = "R3")
    void ourHeaderIsAddressedToTheBareAddressOfTheirs(String from, String to) {
        client.sends(Script.header("from='" + from + "' to='capulet.lit' version='1.0'"));
        assertThat(client.headers.remove().to()).isEqualTo(to);
    }

    @Test
    @Section(value = "4.7.2", rules = "R3")
    void ourHeaderIsAddressedToNobodyIfTheirsIsFromNobody() {
        client.sends(Script.header());
        assertThat(client.headers.remove().to()).isEmpty();
    }

    @Test
    @Section(
            value = "4.7.3",
            rules = {"R5", "R15"})
    void everyStreamHasAnIdOfItsOwnWhateverTheClientWrote() {
        client.sends(Script.header("id='mine' to='capulet.lit' version='1.0'"))
                .sends(Script.START_TLS)
                .sends(Script.header());
        WiredClient other = world.connect().sends(Script.header());
        assertThat(client.headers.remove().id()).isEqualTo("id1");
        assertThat(client.headers.remove().id()).isEqualTo("id2");
        assertThat(other.headers.remove().id()).isEqualTo("id3");
    }

    @ParameterizedTest
    @CsvSource({"en, en", "en-GB, en-GB", "EN, EN", "de, en", "enm, en", "'en&lt;', en", "'', en"})
    @Section(value = "4.7.4", rules = "R6")
    void ourTextsAreInEnglish(String theirs, String ours) {
        client.sends(Script.header("xml:lang='" + theirs + "' to='capulet.lit' version='1.0'"));
        assertThat(client.headers.remove().lang()).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "1.10, 1.0", "2.0, 1.0", "12.3, 1.0", "01.0, 1.0", "1.00, 1.0"})
    @Section(value = "4.7.5", rules = "R7")
    void theLowerVersionIsSpoken(String theirs, String ours) {
        client.sends(Script.header("to='capulet.lit' version='" + theirs + "'"));
        assertThat(client.headers.remove().version()).isEqualTo(ours);
        assertThat(client.order).containsExactly("<stream>", "features");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "version='0.9', 0.9",
        "version='00.10', 0.10",
        "version='one', ''",
        "version='1', ''",
        "version='99999.0', ''",
        "version='-1.0', ''"
    })
    @Section(
            value = "4.7.5",
            rules = {"R8", "R53"})
    void whoCannotSpeakOurVersionIsToldAndLeft(String attribute, String ours) {
        client.sends(Script.header("to='capulet.lit' " + (attribute == null ? "" : attribute)));
        assertRefused("unsupported-version");
        assertThat(client.headers.remove().version()).isEqualTo(ours == null ? "" : ours);
    }

    @Test
    @Section(
            value = "4.8.1",
            rules = {"R9", "R26", "R38"})
    void anotherStreamNamespaceIsRefused() {
        client.sends(
                "<stream:stream xmlns='jabber:client' xmlns:stream='urn:example:x' to='capulet.lit' version='1.0'>");
        assertRefused("invalid-namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:server", "jabber:component:accept", "urn:example:x"})
    @Section(
            value = "4.8.3",
            rules = {"R10", "R26", "R38"})
    void anotherContentNamespaceIsRefused(String namespace) {
        client.sends(Script.header().replace("jabber:client", namespace));
        assertRefused("invalid-namespace");
        assertThat(client.headers.remove().namespace()).isEqualTo(XmlWriter.CLIENT);
    }

    @Test
    @Section(value = "4.8.5", rules = "R11")
    void anotherPrefixIsAsGood() {
        client.sends(
                "<s:stream xmlns='jabber:client' xmlns:s='" + XmlWriter.STREAMS + "' to='capulet.lit' version='1.0'>");
        assertThat(client.order).containsExactly("<stream>", "features");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "to=''", "to='verona.lit'", "to='juliet@capulet.lit'", "to='capulet.lit/x'", "to='@'"})
    @Section(
            value = "4.9.1.3",
            rules = {"R26", "R27", "R34"})
    void unknownHostIsRefusedAndNotRepeated(String to) {
        client.sends(Script.header(to + " version='1.0'"));
        assertRefused("host-unknown");
        assertThat(client.headers.remove().from()).as("the default host").isEqualTo("capulet.lit");
    }

    @Test
    @Section(value = "4.7.1", rules = "R2")
    void everyVirtualHostAnswersInItsOwnName() {
        client.sends(Script.header("to='MONTAGUE.lit' version='1.0'"));
        assertThat(client.headers.remove().from()).isEqualTo("montague.lit");
    }

    @Test
    @Section("4.3.3")
    void theHostCannotBeChangedOnceTlsProtectsIt() {
        client.sends(Script.header()).sends(Script.START_TLS).sends(Script.header());
        Script.forget(client);
        Script.logIn(client, "juliet");
        Script.forget(client);
        client.sends(Script.header("to='montague.lit' version='1.0'"));
        assertRefused("host-unknown");
        assertThat(client.headers.remove().from()).isEqualTo("capulet.lit");
    }

    @Test
    @Section("4.3.3")
    void theHostOfTheFirstHeaderCannotBeChangedAfterLogin() {
        WiredClient loggedIn = Script.secured(world);
        Script.logIn(loggedIn, "juliet");
        Script.forget(loggedIn);
        loggedIn.sends(Script.header("to='montague.lit' version='1.0'"));
        assertThat(Script.outcome(loggedIn)).isEqualTo("end host-unknown");
    }

    @ParameterizedTest
    @CsvSource({"capulet.lit, features", "'', features", "xmpp.example.net, features", "montague.lit, error"})
    void tlsForOneHostIsNotTlsForAnother(String sni, String answer) {
        WiredClient direct = world.connectWithTls().sni(sni).sends(Script.header());
        assertThat(direct.order).startsWith("<stream>", answer);
    }

    @Test
    void theCertificateWithoutServerNameIsThatOfTheHeadersHost() {
        client.sends(Script.header("to='montague.lit' version='1.0'")).sends(Script.START_TLS);
        assertThat(client.certificateHost()).contains("montague.lit");
    }

    @Test
    @Section(
            value = "6.4.6",
            rules = {"R37", "R91"})
    void fromOfTheNewStreamMustBeWhoAuthenticated() {
        WiredClient loggedIn = Script.secured(world);
        Script.logIn(loggedIn, "juliet");
        Script.forget(loggedIn);
        loggedIn.sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' version='1.0'"));
        assertThat(Script.outcome(loggedIn)).isEqualTo("end invalid-from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.lit", "Juliet@capulet.lit/balcony"})
    @Section(value = "6.4.6", rules = "R91")
    void ownAddressInEveryHeaderIsFine(String from) {
        String header = Script.header("from='" + from + "' to='capulet.lit' version='1.0'");
        client.sends(header).sends(Script.START_TLS).sends(header);
        Script.logIn(client, "juliet");
        Script.forget(client);
        assertThat(client.sends(header).order).containsExactly("<stream>", "features");
    }

    private void assertRefused(String condition) {
        assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
        assertThat(Script.outcome(client)).isEqualTo("end " + condition);
    }
}
