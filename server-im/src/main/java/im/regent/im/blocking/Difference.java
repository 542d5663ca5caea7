package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom one list covers and another does not, seen from an address to which presence goes: that address itself, or those of its
 * resources that are items of their own.
 */
final class Difference implements Function<Jid, Set<Jid>> {
    private final BlockList wider;
    private final BlockList narrower;
    private final Map<Jid, Set<Jid>> resources = new HashMap<>();

    private Difference(BlockList wider, BlockList narrower) {
        this.wider = wider;
        this.narrower = narrower;
    }

    static Difference of(BlockList wider, BlockList narrower) {
        Difference difference = new Difference(wider, narrower);
        for (String address : wider.addresses()) {
            if (address.indexOf('/') > 0 && !narrower.addresses().contains(address)) {
                Jid full = Jid.valueOf(address);
                if (!narrower.covers(full)) {
                    difference
                            .resources
                            .computeIfAbsent(full.bare(), bare -> new HashSet<>())
                            .add(full);
                }
            }
        }
        return difference;
    }

    @Override
    public Set<Jid> apply(Jid address) {
        if (!wider.covers(address)) {
            return resources.getOrDefault(address, Set.of());
        }
        return narrower.covers(address) ? Set.of() : Set.of(address);
    }
}
