package im.regent.testkit.store;

import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.util.concurrent.atomic.AtomicInteger;

/** The value that the contract tests store. */
record Note(String text, int count) {
    private static final String NAMESPACE = "urn:example:note";

    /** Writes and reads notes, and counts what it wrote. */
    static final class NoteCodec implements Codec<Note> {
        final AtomicInteger written = new AtomicInteger();

        @Override
        public Element encode(Note note) {
            if (note.count < 0) {
                throw new IllegalStateException("this note cannot be written");
            }
            written.incrementAndGet();
            return Element.text(NAMESPACE, "note", note.text)
                    .with("count", Integer.toString(note.count))
                    .with("same", note.text);
        }

        @Override
        public Note decode(Element element) {
            if (!element.attribute("same", "").equals(element.text())) {
                throw new IllegalArgumentException("text and attribute differ: one of them was not read as written");
            }
            return new Note(element.text(), Integer.parseInt(element.attribute("count", "none")));
        }
    }

    /** The codec of a version that knows none of the notes. */
    static final class OtherCodec implements Codec<Note> {
        @Override
        public Element encode(Note note) {
            return Element.of(NAMESPACE, "other");
        }

        @Override
        public Note decode(Element element) {
            throw new IllegalArgumentException("not an <other/>");
        }
    }
}
