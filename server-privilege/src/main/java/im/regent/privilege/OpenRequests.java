package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of entities that wait for an answer, by the account in whose name they were sent. Safe for every thread. */
final class OpenRequests {
    /** One request. */
    static final class Open {
        private final Jid account;
        private volatile boolean isCancelled;
        private volatile Runnable withdraw = () -> {};

        private Open(Jid account) {
            this.account = account;
        }

        /** Whether the account is gone. */
        boolean isCancelled() {
            return isCancelled;
        }

        /** @param how it is given up */
        void withdrawnBy(Runnable how) {
            withdraw = how;
            if (isCancelled) {
                how.run();
            }
        }

        private void cancel() {
            isCancelled = true;
            withdraw.run();
        }
    }

    private final Map<Jid, Set<Open>> byAccount = new ConcurrentHashMap<>();

    /** To be called before it is sent. */
    Open open(Jid account) {
        Open request = new Open(account);
        byAccount.compute(account, (key, before) -> {
            Set<Open> all = before == null ? new HashSet<>() : before;
            all.add(request);
            return all;
        });
        return request;
    }

    void closed(Open request) {
        byAccount.computeIfPresent(request.account, (key, all) -> {
            all.remove(request);
            return all.isEmpty() ? null : all;
        });
    }

    /** The account is gone: nobody waits any longer for what is answered to it. */
    void cancel(Jid account) {
        List<Open> open = new ArrayList<>();
        byAccount.computeIfPresent(account, (key, all) -> {
            open.addAll(all);
            return all;
        });
        open.forEach(Open::cancel);
    }
}
