package im.regent.core.net;

import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers headers, and remembers what it was told; tests override what they need. */
class RecordingHandler implements StreamHandler {
    final StreamTransport transport;
    final List<String> told = new CopyOnWriteArrayList<>();
    final CompletableFuture<Optional<StreamError>> gone = new CompletableFuture<>();

    RecordingHandler(StreamTransport transport) {
        this.transport = transport;
    }

    @Override
    public void opened(StreamHeader header) throws StreamException {
        told.add("opened " + header.to());
        transport.open(new StreamHeader(header.namespace(), "example.org", "", "id-1", "1.0", "en"));
    }

    @Override
    public CompletionStage<Void> received(Element element) throws StreamException {
        told.add(element.localName());
        return Stages.done();
    }

    @Override
    public void closed() {
        told.add("closed");
    }

    @Override
    public void disconnected(Optional<StreamError> error) {
        told.add("disconnected " + error.map(e -> e.condition().element()).orElse(""));
        gone.complete(error);
    }
}
