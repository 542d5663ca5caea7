package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Exchange;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of entities that wait for an answer, by the account in whose name they were sent. Safe for every thread. */
final class OpenRequests {
    private final Map<Jid, Set<Exchange>> byAccount = new ConcurrentHashMap<>();

    void opened(Jid account, Exchange exchange) {
        byAccount.compute(account, (key, before) -> {
            Set<Exchange> all = before == null ? new HashSet<>() : before;
            all.add(exchange);
            return all;
        });
    }

    /** A request is answered, or given up; returns whether it was still open: it is not when its account is gone. */
    boolean closed(Jid account, Exchange exchange) {
        boolean[] wasOpen = new boolean[1];
        byAccount.computeIfPresent(account, (key, all) -> {
            wasOpen[0] = all.remove(exchange);
            return all.isEmpty() ? null : all;
        });
        return wasOpen[0];
    }

    /** The account is gone: nobody waits any longer for what is answered to it. */
    void cancel(Jid account) {
        Set<Exchange> all = byAccount.remove(account);
        if (all != null) {
            all.forEach(exchange -> exchange.withdraw().run());
        }
    }
}
