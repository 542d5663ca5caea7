package im.regent.bench.chat;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What a selection key carries. */
interface Endpoint {
    /** Does what the socket is ready for. */
    void ready(SelectionKey key) throws IOException;
}
