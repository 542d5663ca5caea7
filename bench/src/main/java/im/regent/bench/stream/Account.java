package im.regent.bench.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Someone who may log in.
 *
 * @param user the localpart
 */
public record Account(String user, String password) {
    /**
     * Reads a file of accounts: one a line, the localpart (or the whole address, of which the domain is left out), a
     * space or tab, the password; empty lines and lines that begin with {@code #} do not count.
     *
     * @throws IOException when it cannot be read, or a line has no password
     */
    public static List<Account> read(Path file) throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("[ \t]+", 2);
            if (parts.length != 2) {
                throw new IOException(file + ": a line needs a localpart and a password: '" + parts[0] + "'");
            }
            accounts.add(new Account(parts[0].replaceFirst("@.*", ""), parts[1]));
        }
        return List.copyOf(accounts);
    }

    /** The password stays out of logs and messages. */
    @Override
    public String toString() {
        return user;
    }
}
