package im.regent.dist.server;

import im.regent.dist.io.CredentialsFile;
import im.regent.dist.io.DataLock;
import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import im.regent.dist.tls.CertificateMaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo: a server on this machine that needs no preparation. Everything it makes is in one directory. */
public final class Demo {
    /** Its domain. */
    public static final String HOST = "localhost";

    /** Its privileged component. */
    public static final String GATEWAY = "gateway.localhost";

    /** Its accounts, all of them in each other's rosters. */
    public static final List<String> ACCOUNTS = List.of("alice@localhost", "bob@localhost", "admin@localhost");

    private Demo() {}

    /** Its configuration file, which the program writes. */
    public static Path configuration(Path data) {
        return data.resolve("demo.conf");
    }

    /** The passwords. */
    public static CredentialsFile credentials(Path data) {
        return new CredentialsFile(data.resolve("credentials"));
    }

    /** Makes what is missing: passwords, certificates; and writes the configuration. In a locked directory. */
    public static void prepare(Path data, SecureRandom random, InstantSource clock) {
        CredentialsFile credentials = credentials(data);
        Map<String, String> entries = new LinkedHashMap<>(credentials.all());
        if (entries.isEmpty()) {
            ACCOUNTS.forEach(account -> entries.put(account, CredentialsFile.randomPassword(random)));
        }
        entries.computeIfAbsent(GATEWAY, name -> CredentialsFile.randomPassword(random));
        if (!entries.equals(credentials.all())) {
            credentials.write(entries);
        }
        new CertificateMaker(random, clock).demo(data);
        String text = template()
                .replace("@SECRET@", escaped(entries.getOrDefault(GATEWAY, "")))
                .replace("@DATA@", escaped(data.toString()));
        PrivateFiles.writeSecret(configuration(data), text);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String template() {
        try (InputStream in = Demo.class.getResourceAsStream("demo.conf")) {
            if (in == null) {
                throw new IllegalStateException("demo.conf is missing beside " + Demo.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what the demo made, and nothing else, in a directory that is locked. */
    public static void reset(Path data) {
        List<Path> made = new ArrayList<>(List.of(
                data.resolve("credentials"),
                configuration(data),
                data.resolve("regent.mv.db"),
                data.resolve("regent.trace.db")));
        made.addAll(CertificateMaker.demoFiles(data));
        for (Path each : made) {
            if (Files.isDirectory(each)) {
                deleteIfEmpty(each);
            } else {
                PrivateFiles.delete(each);
            }
        }
    }

    /** Deletes all of it, when no server runs there any more. */
    public static void remove(Path data) {
        reset(data);
        DataLock.forget(data);
        deleteIfEmpty(data);
    }

    private static void deleteIfEmpty(Path directory) {
        try {
            Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            return; // somebody else has put something there
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new Failure("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }
}
