package im.regent.im.moved;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.util.Locale;

/** Moves in storage, in the words of XEP-0283. */
final class MoveCodec implements Codec<Move> {
    private static final String NAMESPACE = "urn:xmpp:moved:1";

    @Override
    public Element encode(Move move) {
        return Element.of(NAMESPACE, "moved")
                .with("kind", move.kind().name().toLowerCase(Locale.ROOT))
                .plus(Element.text(NAMESPACE, "new-jid", move.newAddress().toString()));
    }

    @Override
    public Move decode(Element element) {
        Move.Kind kind = Move.Kind.valueOf(element.attribute("kind", "").toUpperCase(Locale.ROOT));
        return element.child(NAMESPACE, "new-jid")
                .map(address -> new Move(kind, Jid.valueOf(address.text())))
                .orElseThrow(() -> new IllegalArgumentException("a move without an address"));
    }
}
