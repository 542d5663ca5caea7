package im.regent.core.stream;

import im.regent.core.xml.Element;

/** What a stream's bytes mean. */
public sealed interface StreamEvent {
    /** The opening tag. */
    record Opened(StreamHeader header) implements StreamEvent {}

    /**
     * A complete first-level element. Where the stream's content namespace reaches without interruption, its names are in
     * {@code jabber:client}, whatever the content namespace is.
     */
    record Received(Element element) implements StreamEvent {}

    /** The closing tag. */
    record Closed() implements StreamEvent {}
}
