package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the file, taken when all changes are confirmed and nothing more is being written, is what {@code kill -9} leaves at
 * that moment. H2 must find every row in it. (H2 2.5.252 does not: it looks for the newest part in the wrong place.)
 */
class SnapshotTest {
    private static final int SNAPSHOTS = 60;
    private static final int CHANGES_BETWEEN = 20;

    @TempDir
    Path folder;

    private int written;

    @Test
    void copyOfTheFileHasEverythingThatWasConfirmed() throws IOException, SQLException {
        try (Storage storage = Storage.open(DatabaseFixture.h2(folder), thread -> false)) {
            useSpaceAgainAtOnce();
            for (int i = 0; i < SNAPSHOTS; i++) {
                change(storage.stores());

                Files.copy(
                        folder.resolve("regent.mv.db"),
                        folder.resolve("copy.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);

                Set<String> lost = rowsWritten();
                lost.removeAll(rowsOfCopy());
                assertThat(lost).as("lost in snapshot " + i + " of " + written).isEmpty();
            }
        }
    }

    /** After 45 seconds H2 writes into free space in the middle of the file; here it does so from the start. */
    private void useSpaceAgainAtOnce() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DatabaseFixture.h2(folder).url(), "regent", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET RETENTION_TIME 0");
        }
    }

    /** Some changes at once, some one by one, so that groups are of many sizes. */
    private void change(Stores stores) {
        Journal<Element> journal = stores.journal("journal", Codec.xml());
        Maps<Element> maps = stores.maps("map", Codec.xml());
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < CHANGES_BETWEEN; i++) {
            Jid account = Jid.valueOf("user" + i % 8 + "@capulet.lit");
            String number = Integer.toString(written++);
            Element value = Element.text("urn:example", "n", number);
            stages.add(maps.update(account, old -> {
                Map<String, Element> map = new HashMap<>(old);
                map.put("key" + Integer.parseInt(number) % 100, value);
                return map;
            }));
            stages.add(journal.append(account, value, Integer.MAX_VALUE));
            if (i % 3 == 0) {
                stages.get(stages.size() - 1).toCompletableFuture().join();
            }
        }
        stages.forEach(stage -> stage.toCompletableFuture().join());
    }

    private Set<String> rowsWritten() {
        Set<String> rows = new HashSet<>();
        for (int i = 0; i < written; i++) {
            rows.add("<n xmlns='urn:example'>" + i + "</n>");
        }
        return rows;
    }

    private Set<String> rowsOfCopy() throws SQLException {
        Set<String> rows = new HashSet<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("copy"), "regent", "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT content FROM journal_entry")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
