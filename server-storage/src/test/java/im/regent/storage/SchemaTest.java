package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases of released versions can be opened for ever. */
class SchemaTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    @TempDir
    Path folder;

    /** A migration that was released is never edited: write another one. */
    @ParameterizedTest
    @CsvSource({
        "h2/V1__first_tables.sql, c41a4da670f2f0497c9c4e09ba9b6313f63ed1fcbd4aa61ff0766abf05709320",
        "postgresql/V1__first_tables.sql, e542f6e0aef321578b9e085d0d23198b9c9e65ef8f3adccc37e4f63ed7d7a33b",
        "h2/V2__expired_passwords.sql, 0e6de95df25f15cef2055508040cf9e43151e243703f3e2403627706082f01ea",
        "postgresql/V2__expired_passwords.sql, 0e6de95df25f15cef2055508040cf9e43151e243703f3e2403627706082f01ea",
        "h2/V3__archives.sql, 73568bd9e7355b9fd9341fced0d88c44ca6a65a0eb01a1a7d86df8d40b846214",
        "postgresql/V3__archives.sql, 72284fd25da5a5523e1fd8ec2a1ec297e615ca0b91384c1620ec0f53a78de027",
        "h2/V4__archives_without_index_for_times.sql, dd6a7cf01c511e06cf276c5ad4d836e078f9dbc3ec3cf56eb25e43810256604f",
        "postgresql/V4__archives_without_index_for_times.sql, dd6a7cf01c511e06cf276c5ad4d836e078f9dbc3ec3cf56eb25e43810256604f",
    })
    void releasedMigrationIsNotEdited(String resource, String sha256) throws IOException, NoSuchAlgorithmException {
        try (InputStream in = Storage.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
        }
    }

    @Test
    void databaseOfVersion1IsBroughtUpToDate() throws IOException, SQLException {
        restore("frozen-schema-1.sql");

        try (Storage storage = Storage.open(DatabaseFixture.h2(folder), thread -> false)) {
            Stores stores = storage.stores();
            byte[] bytes = {1, 2, 3};
            assertThat(stores.accounts()
                            .credentials(JULIET)
                            .toCompletableFuture()
                            .join())
                    .contains(Credentials.of(List.of(new ScramKeys("SHA-256", bytes, 4096, bytes, bytes))));
            assertThat(stores.documents("one", Codec.xml())
                            .get(JULIET)
                            .toCompletableFuture()
                            .join())
                    .contains(value("document"));
            assertThat(stores.maps("one", Codec.xml())
                            .get(JULIET)
                            .toCompletableFuture()
                            .join())
                    .containsEntry("romeo@montague.lit", value("entry"))
                    .hasSize(1);
            assertThat(stores.journal("one", Codec.xml())
                            .read(JULIET, 0, 10)
                            .toCompletableFuture()
                            .join())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.value()).contains(value("appended")));
        }
    }

    private void restore(String resource) throws IOException, SQLException {
        try (Connection connection = connect();
                InputStreamReader script = frozen(resource)) {
            RunScript.execute(connection, script);
        }
    }

    private static InputStreamReader frozen(String resource) {
        InputStream in = SchemaTest.class.getResourceAsStream(resource);
        assertThat(in).as(resource).isNotNull();
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(DatabaseFixture.h2(folder).url(), "regent", "");
    }

    static Element value(String text) {
        return Element.text("urn:example", "value", text);
    }
}
