package im.regent.dist.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.dist.io.DataLock;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Asks the server that runs on a data directory. Safe for every thread: each request has a connection of its own. */
public final class AdminClient {
    private final Path data;
    private final Duration patience;

    /** With the time that an answer may take. */
    public AdminClient(Path data, Duration patience) {
        this.data = data;
        this.patience = patience;
    }

    /** Whether a process has the data directory; it may still be starting, or be stopping. */
    public boolean isServerThere() {
        return DataLock.isTaken(data);
    }

    /**
     * Sends a request.
     *
     * @return the lines of the answer
     * @throws Failure what the server says, or {@link Exit#NOT_RUNNING} when there is none, or that it does not answer
     */
    public List<List<String>> ask(String... request) {
        if (!isServerThere()) {
            throw new Failure(Exit.NOT_RUNNING, "no server runs on " + data);
        }
        Timer timer = new Timer("regent-admin-patience", true);
        try (SocketChannel connection = SocketChannel.open(AdminSocket.address(data))) {
            timer.schedule(closing(connection), patience.toMillis());
            ByteBuffer bytes = ByteBuffer.wrap(AdminWire.line(List.of(request)).getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
            return answer(new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), UTF_8)));
        } catch (IOException e) {
            throw new Failure(
                    DataLock.holder(data) + " has " + data
                            + " but does not answer on its admin socket: it is starting, stopping or stuck",
                    e);
        } finally {
            timer.cancel();
        }
    }

    private static TimerTask closing(SocketChannel connection) {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static List<List<String>> answer(BufferedReader reader) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            List<String> words = AdminWire.words(line);
            switch (words.get(0)) {
                case AdminWire.DATA -> lines.add(words.subList(1, words.size()));
                case AdminWire.OK -> {
                    return List.copyOf(lines);
                }
                case AdminWire.FAILED -> throw new Failure(Exit.of(Integer.parseInt(words.get(1))), words.get(2));
                default -> throw new IOException("not an answer: " + words.get(0));
            }
        }
        throw new IOException("the connection ended before the answer did");
    }
}
