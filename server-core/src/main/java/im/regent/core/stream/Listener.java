package im.regent.core.stream;

import java.util.concurrent.CompletionStage;

/** An open listening socket. */
public interface Listener {
    /** What it listens for. */
    ListenerSpec spec();

    /** The port it really has. */
    int port();

    /** Stops accepting; open connections live on. */
    CompletionStage<Void> close();
}
