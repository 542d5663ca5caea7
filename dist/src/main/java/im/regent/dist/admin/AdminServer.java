package im.regent.dist.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests on the Unix domain socket {@code admin.sock} of the data directory. Only the user who runs the server gets an
 * answer: the socket has mode 0600, and the system tells who connects ({@code SO_PEERCRED}). There is no password and no
 * network. Safe for every thread.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final Logger security = LoggerFactory.getLogger("security");
    private static final int MAX_CONNECTIONS = 32;
    private static final int BACKLOG = 64;

    private final Path file;
    private final ServerSocketChannel socket;
    private final UserPrincipal owner;
    private final AdminHandler handler;
    private final ExecutorService workers;

    private AdminServer(Path file, ServerSocketChannel socket, UserPrincipal owner, AdminHandler handler) {
        this.file = file;
        this.socket = socket;
        this.owner = owner;
        this.handler = handler;
        this.workers = new ThreadPoolExecutor(
                1, MAX_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), AdminServer::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "regent-admin");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Listens in a data directory that this process has locked: a socket that is there was left behind.
     *
     * @throws Failure when the socket cannot be made
     */
    public static AdminServer open(Path data, AdminHandler handler) {
        Path file = AdminSocket.file(data);
        PrivateFiles.delete(file);
        try {
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(AdminSocket.address(data), BACKLOG);
            PrivateFiles.restrict(file);
            AdminServer server = new AdminServer(file, socket, Files.getOwner(file), handler);
            thread(server::accept).start();
            return server;
        } catch (IOException e) {
            throw new Failure("cannot make the admin socket " + file + ": " + e.getMessage(), e);
        }
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                start(socket.accept());
            } catch (IOException e) {
                if (socket.isOpen()) {
                    log.warn("admin socket: {}", e.toString());
                }
            }
        }
    }

    private void start(SocketChannel connection) throws IOException {
        try {
            workers.execute(() -> serve(connection));
        } catch (RejectedExecutionException e) {
            connection.close(); // more than anybody needs: whoever asks tries again
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            if (!isOwner(connection)) {
                security.warn("admin socket: refused another user");
                return;
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), UTF_8));
            String answer = answer(line(reader));
            ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
        } catch (IOException e) {
            log.debug("admin socket: {}", e.toString());
        }
    }

    private boolean isOwner(SocketChannel connection) throws IOException {
        return connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
    }

    /** Reads no more than a line may have. */
    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() == AdminWire.MAX_LINE_CHARS) {
                throw new IOException("a line is too long");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private String answer(String line) {
        StringBuilder answer = new StringBuilder();
        try {
            for (List<String> words : handler.handle(AdminWire.words(line))) {
                answer.append(AdminWire.DATA).append(' ').append(AdminWire.line(words));
            }
            return answer.append(AdminWire.line(List.of(AdminWire.OK))).toString();
        } catch (Failure e) {
            return failed(e.exit(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return failed(Exit.FAILED, "this is no request: " + e.getMessage());
        } catch (RuntimeException e) {
            // The border of a thread: whoever asked must get an answer, whatever broke.
            log.error("an admin command failed", e);
            return failed(Exit.FAILED, "the server failed at this, see its log: " + e);
        }
    }

    private static String failed(Exit exit, String message) {
        return AdminWire.line(List.of(AdminWire.FAILED, String.valueOf(exit.code()), message));
    }

    /** Takes no more requests; those that are being answered go on. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("admin socket: {}", e.toString());
        }
        PrivateFiles.delete(file);
        workers.shutdown();
    }
}
