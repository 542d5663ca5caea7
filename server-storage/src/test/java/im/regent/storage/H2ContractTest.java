package im.regent.storage;

import im.regent.testkit.store.AccountsContract;
import im.regent.testkit.store.ArchiveContract;
import im.regent.testkit.store.DocumentsContract;
import im.regent.testkit.store.JournalContract;
import im.regent.testkit.store.MapsContract;
import im.regent.testkit.store.StoreFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** H2 keeps the contract of the stores. */
class H2ContractTest {
    @TempDir
    Path folder;

    private StoreFixture fixture() {
        return new DatabaseFixture(DatabaseFixture.h2(folder), () -> {});
    }

    @Nested
    class AccountsOnH2 extends AccountsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class DocumentsOnH2 extends DocumentsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class MapsOnH2 extends MapsContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class JournalOnH2 extends JournalContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }

    @Nested
    class ArchiveOnH2 extends ArchiveContract {
        @Override
        protected StoreFixture open() {
            return fixture();
        }
    }
}
