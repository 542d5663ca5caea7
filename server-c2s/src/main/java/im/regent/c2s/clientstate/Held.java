package im.regent.c2s.clientstate;

import im.regent.core.session.Outlet;
import im.regent.core.session.Sieve;
import im.regent.core.session.Slot;
import im.regent.core.session.Valve;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client while it is inactive. Stanzas wait in the order in which they came; one that takes the place of
 * another goes to the end, where its sender has put it. Whatever cannot wait takes all of them with it, in front. Confined to the
 * session's loop.
 */
final class Held implements Valve {
    /** A stanza, and where it goes on to. */
    private record Waiting(Element stanza, int weight, Outlet next) {
        void pass() {
            next.send(stanza);
        }
    }

    private final Sieve sieve;
    private final ClientStateSettings settings;
    private final Scheduler scheduler;
    private final Executor loop;
    private final Map<Slot, Waiting> waiting = new LinkedHashMap<>();
    private int weight;
    private long events;
    private boolean isInactive;
    private @Nullable Cancellable timer;

    Held(Sieve sieve, ClientStateSettings settings, Scheduler scheduler, Executor loop) {
        this.sieve = sieve;
        this.settings = settings;
        this.scheduler = scheduler;
        this.loop = loop;
    }

    /** Nobody looks at the client. */
    void inactive() {
        isInactive = true;
    }

    /** Somebody looks again. */
    void active() {
        isInactive = false;
        flush();
    }

    /** The session has ended: presence has lost its meaning, the rest goes on to whoever answers for what was not delivered. */
    void ended() {
        waiting.keySet().removeIf(slot -> slot.kind() == Slot.Kind.PRESENCE);
        active();
    }

    @Override
    public void send(Element stanza, Outlet next) {
        if (!isInactive) {
            next.send(stanza);
            return;
        }
        sieve.slot(stanza).ifPresentOrElse(slot -> hold(slot.numbered(events++), stanza, next), () -> {
            flush();
            next.send(stanza);
        });
    }

    private void hold(Slot slot, Element stanza, Outlet next) {
        Waiting former = waiting.remove(slot);
        Waiting latest = new Waiting(stanza, stanza.weight(), next);
        weight += latest.weight() - (former == null ? 0 : former.weight());
        waiting.put(slot, latest);
        if (waiting.size() > settings.maxHeld() || weight > settings.maxBytes()) {
            flush();
        } else if (timer == null) {
            timer = scheduler.after(settings.holdFor(), loop, this::flush);
        }
    }

    private void flush() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        List<Waiting> all = List.copyOf(waiting.values());
        waiting.clear();
        weight = 0;
        all.forEach(Waiting::pass);
    }
}
