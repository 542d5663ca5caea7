package im.regent.bench.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A server that holds one conversation, with one client, from a script. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** What it does with its client; a throw fails the test at {@link #finish}. */
    interface Script {
        void play(Line line) throws Exception;
    }

    ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> play(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void play(Script script) {
        try (Socket socket = listener.accept()) {
            script.play(new Line(socket));
            done.complete(null);
        } catch (Exception e) { // whatever the script threw is for the test to see
            done.completeExceptionally(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Waits for the end of the script. */
    void finish() {
        done.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** The server's end of the connection. */
    static final class Line {
        static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams' id='1' from='localhost' version='1.0'>";

        private final Socket socket;
        private final InputStream in;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        Socket socket() {
            return socket;
        }

        /** Reads until what was read ends with {@code end}, and gives all of it. */
        String hear(String end) throws IOException {
            StringBuilder heard = new StringBuilder();
            while (!heard.toString().endsWith(end)) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException("waited for " + end + " after " + heard);
                }
                heard.append((char) b);
            }
            return heard.toString();
        }

        /** Says it byte by byte in separate packets as far as the network lets it, so that reads end anywhere. */
        void say(String xml) throws IOException {
            byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
            socket.setTcpNoDelay(true);
            for (int at = 0; at < bytes.length; at += 11) {
                socket.getOutputStream().write(bytes, at, Math.min(11, bytes.length - at));
                socket.getOutputStream().flush();
            }
        }

        /** Reads a stream header and answers with one and with {@code features}. */
        void open(String features) throws IOException {
            hear("to='localhost'>");
            say(HEADER + "<stream:features>" + features + "</stream:features>");
        }
    }
}
