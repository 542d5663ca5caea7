package im.regent.dist.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The passwords of a demo, {@code name = value} a line, in a file that only its owner can read. It holds nothing but what the
 * demo made: a password that is changed with {@code regent user passwd} is changed here too. Safe for every thread of one
 * process; the lock of the data directory keeps other processes away.
 */
public final class CredentialsFile {
    private static final String HEADER = "# Passwords of the demo; made at its first start, readable by you only.\n";
    private static final int RANDOM_BYTES = 15;

    private final Path file;

    /** The file, which need not exist yet. */
    public CredentialsFile(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Everything, in the order of the file; nothing if there is no file. */
    public synchronized Map<String, String> all() {
        Map<String, String> entries = new LinkedHashMap<>();
        if (exists()) {
            PrivateFiles.read(file).lines().map(String::strip).forEach(line -> add(entries, line));
        }
        return Collections.unmodifiableMap(entries);
    }

    private void add(Map<String, String> entries, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new Failure(
                    file + " has a line that is not \"name = password\": delete the line, or start afresh with"
                            + " --reset");
        }
        entries.put(unquoted(line.substring(0, equals)), unquoted(line.substring(equals + 1)));
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        boolean isQuoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        return isQuoted ? bare.substring(1, bare.length() - 1) : bare;
    }

    /** The password or secret of one name. */
    public Optional<String> of(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** Writes all entries anew. */
    public synchronized void write(Map<String, String> entries) {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        PrivateFiles.writeSecret(file, text.toString());
    }

    /** Changes the value of a name that is there, and does nothing about any other. */
    public synchronized void replace(String name, String value) {
        Map<String, String> entries = new LinkedHashMap<>(all());
        if (entries.replace(name, value) != null) {
            write(entries);
        }
    }

    /** Forgets a name. */
    public synchronized void remove(String name) {
        Map<String, String> entries = new LinkedHashMap<>(all());
        if (entries.remove(name) != null) {
            write(entries);
        }
    }

    /** A password that nobody guesses and that survives copying: 20 characters, 120 bits. */
    public static String randomPassword(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
