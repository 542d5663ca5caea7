package im.regent.bench;

import im.regent.bench.chat.ChatSettings;
import im.regent.bench.chat.ChatSettings.Times;
import im.regent.bench.stream.Connected;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much a load of messages is. */
final class LoadOptions {
    @Option(names = "--pairs", defaultValue = "50", description = "Senders, each with a receiver (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--window", defaultValue = "10", description = "Messages in flight per pair (${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--body", defaultValue = "100", description = "Bytes of each body (${DEFAULT-VALUE}).")
    private int body;

    @Option(names = "--bare", description = "Send to bare addresses instead of full ones.")
    private boolean isToBareJid;

    @Option(
            names = "--drain",
            defaultValue = "5",
            description = "Seconds to wait for stragglers at most (${DEFAULT-VALUE}).")
    private int drain;

    /** The load for a number of seconds each. */
    ChatSettings settings(int warmUp, int seconds, int threads) {
        Times times = new Times(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), drain());
        return new ChatSettings(pairs, window, body, threads, times);
    }

    Duration drain() {
        return Duration.ofSeconds(drain);
    }

    int pairs() {
        return pairs;
    }

    /** What a message is addressed to. */
    String addressOf(Connected receiver) {
        return isToBareJid ? receiver.bareJid() : receiver.jid();
    }
}
