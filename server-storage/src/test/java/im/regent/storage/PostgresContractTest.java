package im.regent.storage;

import im.regent.testkit.store.AccountsContract;
import im.regent.testkit.store.ArchiveContract;
import im.regent.testkit.store.DocumentsContract;
import im.regent.testkit.store.JournalContract;
import im.regent.testkit.store.MapsContract;
import im.regent.testkit.store.StoreFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** PostgreSQL keeps the contract of the stores. Each test has a schema of its own, which is dropped. */
@EnabledIfSystemProperty(named = PostgresSchema.PROPERTY, matches = "jdbc:postgresql:.+")
class PostgresContractTest {
    private static StoreFixture fixture() {
        PostgresSchema schema = PostgresSchema.create();
        return new DatabaseFixture(schema.settings(), schema::drop);
    }

    @Nested
    class AccountsOnPostgres extends AccountsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class DocumentsOnPostgres extends DocumentsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class MapsOnPostgres extends MapsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class JournalOnPostgres extends JournalContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class ArchiveOnPostgres extends ArchiveContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }
}
