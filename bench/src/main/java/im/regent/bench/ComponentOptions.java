package im.regent.bench;

import im.regent.bench.stream.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a load needs to know to connect as a component. */
final class ComponentOptions {
    @Option(
            names = "--component",
            defaultValue = "gateway.localhost",
            description = "The component's address (${DEFAULT-VALUE}).")
    private String address = "";

    @Option(
            names = "--component-port",
            defaultValue = "5347",
            description = "Where the server listens for components, on the same host (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--secret-file",
            required = true,
            paramLabel = "FILE",
            description = "The component's secret: the first line of FILE, or what stands there in a line"
                    + " 'address = secret'.")
    private @Nullable Path secretFile;

    /** The component, of the server at {@code host}. */
    Component component(InetAddress host) throws IOException {
        return new Component(new InetSocketAddress(host, port), address, secret());
    }

    private String secret() throws IOException {
        if (secretFile == null) {
            throw new IOException("--secret-file is needed");
        }
        String prefix = address + " = ";
        String text = Files.readString(secretFile);
        String secret = text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .or(() -> text.lines().findFirst())
                .orElse("");
        if (secret.isBlank()) {
            throw new IOException("--secret-file: there is no secret in " + secretFile);
        }
        return secret.strip();
    }
}
