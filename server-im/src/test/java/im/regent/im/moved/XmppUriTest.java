package im.regent.im.moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5122. */
class XmppUriTest {
    @ParameterizedTest
    @CsvSource({
        "juliet@verona.example, xmpp:juliet@verona.example",
        "juli\u00EBt@verona.example, xmpp:juli%C3%ABt@verona.example",
        "a?b#c%d+e@verona.example, xmpp:a%3Fb%23c%25d%2Be@verona.example",
        "foo\\20bar@verona.example, xmpp:foo%5C20bar@verona.example",
        "juliet@b\u00FCcher.example, xmpp:juliet@b%C3%BCcher.example",
        "juliet@[2001:db8::1], xmpp:juliet@[2001:db8::1]",
    })
    void addressBecomesAUriAndComesBack(String address, String uri) {
        Jid account = Jid.valueOf(address);
        assertThat(XmppUri.of(account)).isEqualTo(uri);
        assertThat(URI.create(uri).getScheme()).isEqualTo("xmpp");
        assertThat(XmppUri.account(uri)).contains(account);
        assertThat(XmppUri.account("XMPP:" + uri.substring(5))).contains(account);
        assertThat(XmppUri.account(address)).contains(account);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xmpp:",
                "xmpp:verona.example",
                "xmpp:@verona.example",
                "xmpp:juliet@verona.example/balcony",
                "xmpp:juliet@verona.example?message",
                "xmpp:juliet@verona.example#x",
                "xmpp://guest@verona.example/juliet@verona.example",
                "xmpp:a%40b@c@verona.example",
                "xmpp:a%2Fb@verona.example",
                "xmpp:a%ZZ@verona.example",
                "xmpp:a%FFb@verona.example",
                "xmpp:a b@verona.example",
                "mailto:juliet@verona.example",
                "juliet@verona.example/balcony",
                "verona.example",
                "xmpp:a\n@verona.example"
            })
    void whatIsNoAccountIsRefused(String text) {
        assertThat(XmppUri.account(text)).isEmpty();
    }

    @Test
    void moveIsToAnAccount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Move(Move.Kind.FOR_GOOD, Jid.valueOf("verona.example")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Move(Move.Kind.FOR_GOOD, Jid.valueOf("juliet@verona.example/x")));
    }

    @Test
    void storedMoveIsReadAsItWasWritten() {
        MoveCodec codec = new MoveCodec();
        for (Move.Kind kind : Move.Kind.values()) {
            Move move = new Move(kind, Jid.valueOf("juli\u00EBt@verona.example"));
            assertThat(codec.decode(codec.encode(move))).isEqualTo(move);
        }
        Element known = codec.encode(new Move(Move.Kind.FOR_NOW, Jid.valueOf("juliet@verona.example")));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(known.withNodes(List.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(known.with("kind", "some_day")));
    }
}
