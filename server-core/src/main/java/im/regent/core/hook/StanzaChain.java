package im.regent.core.hook;

import im.regent.core.stanza.Stanza;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The hooks of one flow and one kind of stanza, in the order in which they run: by phase, then by feature id, then in the
 * order of registration. Readers take {@link #entries()} without a lock: the array is replaced, never changed.
 */
public final class StanzaChain {
    /** One hook in its place. */
    public record Entry(Phase phase, String featureId, StanzaHook hook) {}

    private volatile Entry[] entries = {};

    /** The hooks in order; not to be changed. */
    public Entry[] entries() {
        return entries;
    }

    /** Adds a hook. */
    public synchronized Registration add(Phase phase, String featureId, StanzaHook hook) {
        Entry entry = new Entry(phase, featureId, hook);
        List<Entry> all = new ArrayList<>(List.of(entries));
        all.add(entry);
        all.sort(Comparator.comparing(Entry::phase).thenComparing(Entry::featureId));
        entries = all.toArray(Entry[]::new);
        return () -> remove(entry);
    }

    @SuppressWarnings("ReferenceEquality") // this very registration, not one that looks like it
    private synchronized void remove(Entry entry) {
        List<Entry> all = new ArrayList<>(List.of(entries));
        all.removeIf(other -> other == entry);
        entries = all.toArray(Entry[]::new);
    }

    /** One chain for every flow and kind. */
    public static final class Table {
        private final Map<Flow, Map<Stanza.Kind, StanzaChain>> chains = new EnumMap<>(Flow.class);

        /** Empty chains. */
        public Table() {
            for (Flow flow : Flow.values()) {
                Map<Stanza.Kind, StanzaChain> kinds = new EnumMap<>(Stanza.Kind.class);
                for (Stanza.Kind kind : Stanza.Kind.values()) {
                    kinds.put(kind, new StanzaChain());
                }
                chains.put(flow, kinds);
            }
        }

        /** The chain of this flow and kind. */
        public StanzaChain of(Flow flow, Stanza.Kind kind) {
            return Objects.requireNonNull(
                    Objects.requireNonNull(chains.get(flow)).get(kind));
        }
    }
}
