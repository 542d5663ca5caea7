package im.regent.storage;

import java.nio.file.Path;
import java.util.Locale;

/** What may stand at {@code storage.url}. */
final class DatabaseUrl {
    static final String MEMORY = "memory:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private DatabaseUrl() {}

    /** What is wrong with the address, and what to write instead; empty if it is fine. */
    static String problemWith(String url) {
        if (url.equals(MEMORY) || url.startsWith(POSTGRESQL)) {
            return "";
        }
        if (!url.startsWith(H2_FILE)) {
            return "no storage is known by this address: write \"jdbc:h2:file:./data/regent\","
                    + " \"jdbc:postgresql://host/database\" or \"memory:\"";
        }
        // Options can open the file to other processes (AUTO_SERVER), run SQL at each connection (INIT) or lose
        // confirmed changes (WRITE_DELAY).
        if (url.indexOf(';') >= 0) {
            return "the options of H2 are not for the configuration: leave out "
                    + url.substring(url.indexOf(';')).toUpperCase(Locale.ROOT);
        }
        return url.equals(H2_FILE) ? "the name of the file is missing" : "";
    }

    static boolean isH2(String url) {
        return url.startsWith(H2_FILE);
    }

    /** The file in which H2 keeps the database of this address. */
    static Path h2File(String url) {
        String name = url.substring(H2_FILE.length());
        String home = name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
        return Path.of(home + ".mv.db").toAbsolutePath().normalize();
    }
}
