package im.regent.dist.server;

import im.regent.core.jid.Jid;
import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import im.regent.dist.tls.CertificateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Writes the first configuration of a real server.
 *
 * @param configuration the file, in whose directory {@code certs} will be
 */
public record Setup(Home home, Path configuration, Path data) {
    /** Writes the file, for its owner only: secrets will stand in it. One that is there is kept beside it as {@code .old}. */
    public void write(String host, Jid admin) {
        String text = template()
                .replace("@HOST@", host)
                .replace("@ADMIN@", admin.toString())
                .replace("@CERTS@", written(certificateFolder()))
                .replace("@DATA@", written(data))
                .replace("@DATABASE@", written(data.resolve("regent")));
        PrivateFiles.makeDirectory(folder());
        PrivateFiles.makeDirectory(data);
        if (Files.exists(configuration)) {
            keep(configuration.resolveSibling(configuration.getFileName() + ".old"));
        }
        PrivateFiles.writeSecret(configuration, text);
    }

    private void keep(Path copy) {
        try {
            Files.copy(configuration, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new Failure("cannot keep a copy of " + configuration + ": " + e.getMessage(), e);
        }
    }

    private Path folder() {
        return Optional.ofNullable(configuration.getParent()).orElse(home.directory());
    }

    /** Where the certificates are. */
    public Path certificateFolder() {
        return folder().resolve("certs");
    }

    /** The certificates that are there. */
    public CertificateDirectory certificates() {
        return new CertificateDirectory(certificateFolder());
    }

    /** A path below the installation moves with it. */
    private String written(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path shown = absolute.startsWith(home.directory()) ? home.directory().relativize(absolute) : absolute;
        return shown.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String template() {
        try (InputStream in = Setup.class.getResourceAsStream("init.conf")) {
            if (in == null) {
                throw new IllegalStateException("init.conf is missing beside " + Setup.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
