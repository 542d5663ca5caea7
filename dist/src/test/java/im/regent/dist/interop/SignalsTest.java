package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/** A server that is killed keeps what it confirmed; one that is asked to stop says goodbye and loses nothing. */
@ExtendWith(LoopWatch.class)
class SignalsTest {
    private static final int ENOUGH = 25;

    @TempDir
    private Path directory;

    private static BareJid contact(int number) {
        return JidCreate.bareFromOrThrowUnchecked("contact" + number + "@example.net");
    }

    /** Leaves a message and changes the roster, over and over, until the server is gone; counts what was confirmed. */
    private static void work(SmackUser alice, AtomicInteger confirmed, Runnable enough) throws Exception {
        while (true) {
            int next = confirmed.get();
            try {
                alice.says("admin@localhost", "message " + next);
                alice.roster().createItem(contact(next), "Contact " + next, null);
            } catch (SmackException | XMPPException e) {
                return;
            }
            if (confirmed.incrementAndGet() == ENOUGH) {
                enough.run();
            }
        }
    }

    @Test
    @Timeout(60)
    void whatWasConfirmedSurvivesTheKill() throws Exception {
        AtomicInteger confirmed = new AtomicInteger();
        try (ChildServer child = new ChildServer(directory);
                SmackUser alice = SmackUser.login(child.demo(), "alice")) {
            alice.connection().setReplyTimeout(3_000);
            Thread killer = new Thread(child::kill, "killer");
            work(alice, confirmed, killer::start);
            killer.join();
            child.exitCode();
        }
        assertThat(confirmed.get()).isGreaterThanOrEqualTo(ENOUGH);
        try (DemoServer again = new DemoServer(directory);
                SmackUser alice = SmackUser.login(again, "alice");
                SmackUser admin = SmackUser.login(again, "admin")) {
            alice.roster().reloadAndWait();
            for (int i = 0; i < confirmed.get(); i++) {
                assertThat(alice.roster().contains(contact(i)))
                        .as("contact %s", i)
                        .isTrue();
                assertThat(admin.hears().getBody()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    @Timeout(60)
    void everyClientHearsThatTheServerStopsAndNothingIsLost() throws Exception {
        try (ChildServer child = new ChildServer(directory);
                SmackUser alice = SmackUser.login(child.demo(), "alice");
                SmackUser bob = SmackUser.login(child.demo(), "bob")) {
            BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
            ConnectionListener listener = new ConnectionListener() {
                @Override
                public void connectionClosedOnError(Exception e) {
                    ends.add(e);
                }
            };
            alice.connection().addConnectionListener(listener);
            bob.connection().addConnectionListener(listener);
            alice.says("admin@localhost", "before the end");
            alice.roster().createItem(contact(1), "Contact", null);
            child.terminate();
            for (int i = 0; i < 2; i++) {
                Exception end = ends.poll(10, TimeUnit.SECONDS);
                assertThat(end).isInstanceOf(XMPPException.StreamErrorException.class);
                assertThat(end).hasMessageContaining("system-shutdown");
            }
            assertThat(child.exitCode()).isZero();
        }
        try (DemoServer again = new DemoServer(directory);
                SmackUser admin = SmackUser.login(again, "admin")) {
            assertThat(admin.hears().getBody()).isEqualTo("before the end");
        }
    }
}
