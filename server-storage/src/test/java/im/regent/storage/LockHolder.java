package im.regent.storage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that opens the database in the folder given, says so, and keeps it open until it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Storage storage = Storage.open(DatabaseFixture.h2(Path.of(args[0])), thread -> false);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            storage.stores().accounts();
            out.write((OtherProcess.MARK + "open\n").getBytes(StandardCharsets.UTF_8));
            new CountDownLatch(1).await();
        }
    }
}
