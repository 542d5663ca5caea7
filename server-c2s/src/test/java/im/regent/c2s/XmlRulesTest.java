package im.regent.c2s;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §11 on a client's stream, in each of its states, with the bytes together and one by one. */
@Spec(rfc = 6120)
class XmlRulesTest {
    private static final String MESSAGE = "<message to='romeo@capulet.lit/orchard'><body>";
    private static final String END = "</body></message>";
    private static final List<StreamState> OPEN =
            List.of(StreamState.CLEAR, StreamState.SECURE, StreamState.EXCHANGE, StreamState.BOUND);
    private static final List<StreamState> HEADER_DUE =
            List.of(StreamState.UNOPENED, StreamState.PROCEEDING, StreamState.SUCCEEDED);

    private final ClientWorld world = ClientWorld.start();
    private final EmbeddedClient romeo =
            world.embedWithTls().sends(Script.header()).binds("romeo", "orchard");

    @AfterEach
    void stop() {
        world.close();
    }

    private static Stream<Arguments> product(List<StreamState> states, String... inputs) {
        return Stream.of(inputs)
                .flatMap(input -> states.stream()
                        .flatMap(
                                state -> Stream.of(false, true).map(bytewise -> Arguments.of(state, bytewise, input))));
    }

    /** The stream ends with this error behind a header, and what stood around the offence is not acted on. */
    private void assertEnds(StreamState state, boolean bytewise, byte[] bytes, String condition) {
        EmbeddedClient client = state.client(world);
        (bytewise ? client.bytewise() : client).sends(bytes);
        if (HEADER_DUE.contains(state)) {
            assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
        }
        assertThat(client.outcome()).isEqualTo("end " + condition);
        assertThat(romeo.outcome()).isEqualTo("silence");
    }

    private void assertEnds(StreamState state, boolean bytewise, String xml, String condition) {
        assertEnds(state, bytewise, xml.getBytes(UTF_8), condition);
    }

    static Stream<Arguments> comments() {
        return Stream.concat(
                product(OPEN, "<!-- x -->", MESSAGE + "<!-- x -->" + END, "<message><!-- -->"),
                product(HEADER_DUE, "<!-- x -->" + Script.header(), "<?xml version='1.0'?><!---->"));
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("comments")
    @Section(value = "11.1", rules = "R54")
    void commentsAreRestricted(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "restricted-xml");
    }

    static Stream<Arguments> instructions() {
        return Stream.concat(
                product(OPEN, "<?pi x?>", MESSAGE + "<?pi?>" + END, "<?xml version='1.0'?>", Script.header()),
                product(HEADER_DUE, "<?pi x?>" + Script.header(), "<?xml version='1.0'?><?xml-stylesheet href='x'?>"));
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("instructions")
    @Section(value = "11.1", rules = "R55")
    void processingInstructionsAreRestricted(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "restricted-xml");
    }

    static Stream<Arguments> doctypes() {
        return product(
                HEADER_DUE,
                "<!DOCTYPE stream:stream>",
                "<!DOCTYPE s SYSTEM 'file:///etc/passwd'>" + Script.header(),
                "<!DOCTYPE s PUBLIC 'p' 'http://192.0.2.1/x'>" + Script.header(),
                "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY e 'x'>]>" + MESSAGE + "&e;" + END,
                "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + MESSAGE + "&e;" + END);
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("doctypes")
    @Section(value = "11.1", rules = "R56")
    void documentTypesAreRestricted(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "restricted-xml");
    }

    static Stream<Arguments> entities() {
        return product(
                OPEN,
                MESSAGE + "&e;" + END,
                MESSAGE + "x &nbsp; y" + END,
                "<message to='&e;'/>",
                "<message xmlns:x='&e;'/>");
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("entities")
    @Section(value = "11.1", rules = "R57")
    void entitiesBeyondTheFiveAreRestricted(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "restricted-xml");
    }

    @ParameterizedTest(name = "one by one {0}")
    @ValueSource(booleans = {false, true})
    @Section(value = "11.1", rules = "R57")
    void theFiveEntitiesAndCharacterReferencesAreText(boolean bytewise) {
        EmbeddedClient juliet = StreamState.BOUND.client(world);
        (bytewise ? juliet.bytewise() : juliet)
                .sends(MESSAGE + "&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;&#9;<![CDATA[<&]]>" + END);
        assertThat(romeo.settle().elements.remove().children().get(0).text()).isEqualTo("<>&'\"A\uD83D\uDE00\t<&");
    }

    static Stream<Arguments> malformed() {
        return Stream.concat(
                product(
                        OPEN,
                        "<message></presence>",
                        "<message to='a' to='b'/>",
                        "<message xmlns:p='u' xmlns:q='u' p:a='' q:a=''/>",
                        "<message to=a/>",
                        "<message to='<'/>",
                        "<p:message/>",
                        "<message p:to='a'/>",
                        "<message xmlns:p=''/>",
                        "<message xmlns:xml='u'/>",
                        "<message xmlns:xmlns='u'/>",
                        "<message><1/></message>",
                        MESSAGE + "a ]]> b" + END,
                        MESSAGE + "a & b" + END,
                        MESSAGE + "&amp" + END,
                        MESSAGE + "<!DOCTYPE x>" + END,
                        "<!DOCTYPE x>",
                        "</message>"),
                product(
                        HEADER_DUE,
                        "x",
                        "<?xml version='1.1'?>" + Script.header().substring(21),
                        "<?xml?>" + Script.header().substring(21),
                        "<stream:stream xmlns='jabber:client' to='capulet.lit' version='1.0'>",
                        "GET / HTTP/1.1\r\n\r\n"));
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("malformed")
    @Section(
            value = "11.3",
            rules = {"R41", "R59"})
    void whatIsNotWellFormedEndsTheStream(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "not-well-formed");
    }

    static Stream<Arguments> characters() {
        return product(
                OPEN,
                MESSAGE + "\u0000" + END,
                MESSAGE + "\u0008" + END,
                MESSAGE + "\u001f" + END,
                MESSAGE + "\ufffe" + END,
                MESSAGE + "\uffff" + END,
                "<message to='\u0001'/>",
                "\u0000",
                MESSAGE + "&#0;" + END,
                MESSAGE + "&#x1F;" + END,
                MESSAGE + "&#xD800;" + END,
                MESSAGE + "&#xDFFF;" + END,
                MESSAGE + "&#xFFFE;" + END,
                MESSAGE + "&#xFFFF;" + END,
                MESSAGE + "&#x110000;" + END,
                "<message to='&#8;'/>");
    }

    @ParameterizedTest(name = "case {index} in state {0}, one by one {1}")
    @MethodSource("characters")
    @Section(value = "11.3", rules = "R60")
    void charactersThatXmlForbidsEndTheStream(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "not-well-formed");
    }

    static Stream<Arguments> encodings() {
        String header = Script.header().substring(21);
        return product(
                HEADER_DUE,
                "<?xml version='1.0' encoding='ISO-8859-1'?>" + header,
                "<?xml version='1.0' encoding='UTF-16'?>" + header,
                "<?xml version='1.0' encoding='US-ASCII'?>" + header);
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("encodings")
    @Section(
            value = "11.6",
            rules = {"R50", "R62"})
    void anotherEncodingCannotBeDeclared(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "unsupported-encoding");
    }

    @ParameterizedTest(name = "one by one {0}")
    @ValueSource(booleans = {false, true})
    @Section(
            value = "11.6",
            rules = {"R50", "R62"})
    void bytesOfAnotherEncodingEndTheStream(boolean bytewise) {
        assertEnds(StreamState.UNOPENED, bytewise, Script.header().getBytes(UTF_16), "unsupported-encoding");
        for (StreamState state : OPEN) {
            assertEnds(state, bytewise, (MESSAGE + "\u00e9" + END).getBytes(ISO_8859_1), "unsupported-encoding");
            // An overlong "<", a surrogate, and more than Unicode has.
            for (String octets : List.of("\u00c0\u00bc", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080")) {
                assertEnds(state, bytewise, (MESSAGE + octets + END).getBytes(ISO_8859_1), "unsupported-encoding");
            }
        }
    }

    @ParameterizedTest(name = "one by one {0}")
    @ValueSource(booleans = {false, true})
    @Section(value = "11.6", rules = "R63")
    void theByteOrderMarkIsACharacterLikeAnyOther(boolean bytewise) {
        for (StreamState state : HEADER_DUE) {
            assertEnds(state, bytewise, "\ufeff" + Script.header(), "not-well-formed");
        }
        assertEnds(StreamState.BOUND, bytewise, "\ufeff<presence/>", "bad-format");
        EmbeddedClient juliet = StreamState.BOUND.client(world);
        (bytewise ? juliet.bytewise() : juliet).sends(MESSAGE + "\ufeffx" + END);
        assertThat(romeo.settle().elements.remove().children().get(0).text()).isEqualTo("\ufeffx");
    }

    static Stream<Arguments> standalone() {
        return product(
                HEADER_DUE,
                "<?xml version='1.0' standalone='no'?>" + Script.header().substring(21));
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("standalone")
    @Section(value = "11.5", rules = "R61")
    void whoReliesOnAnExternalSubsetIsRefused(StreamState state, boolean bytewise, String xml) {
        assertEnds(state, bytewise, xml, "restricted-xml");
    }

    static Stream<Arguments> declarations() {
        return product(
                HEADER_DUE,
                "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<?xml version='1.0'?>",
                "");
    }

    @ParameterizedTest(name = "{2} in state {0}, one by one {1}")
    @MethodSource("declarations")
    @Section(
            value = "11.5",
            rules = {"R61", "R62", "R63"})
    void ourHeaderBeginsWithADeclarationThatSaysNothingMore(StreamState state, boolean bytewise, String theirs) {
        EmbeddedClient client = state.client(world);
        (bytewise ? client.bytewise() : client).sends(theirs + Script.header().substring(21));
        assertThat(client.text())
                .startsWith("<?xml version='1.0'?><stream:stream ")
                .doesNotContain("\ufeff");
        assertThat(client.outcome()).isEqualTo("features");
    }

    @ParameterizedTest(name = "in state {0}")
    @MethodSource("open")
    @Section(
            value = "4.9.3.1",
            rules = {"R29"})
    void textBetweenElementsIsBadFormatSinceNothingFinerFits(StreamState state) {
        for (boolean bytewise : new boolean[] {false, true}) {
            assertEnds(state, bytewise, "text", "bad-format");
            assertEnds(state, bytewise, "<![CDATA[text]]>", "bad-format");
        }
    }

    static List<StreamState> open() {
        return OPEN;
    }
}
