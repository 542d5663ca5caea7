package im.regent.core.routing;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** An origin that notes its answers, and whose loop runs when the test says so. */
final class TestOrigin implements Origin {
    final List<Stanza> answers = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Jid jid;

    TestOrigin(String jid) {
        this.jid = Jid.valueOf(jid);
    }

    /** Runs what is waiting; tells how much it was. */
    int turn() {
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            count++;
        }
        return count;
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public Executor loop() {
        return tasks::add;
    }

    @Override
    public void reply(Stanza answer) {
        answers.add(answer);
    }
}
