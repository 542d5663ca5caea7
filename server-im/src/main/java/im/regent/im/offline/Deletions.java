package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.time.Stages;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What is being deleted: whoever reads must not find it any more. Safe for every thread. */
final class Deletions {
    private final ConcurrentHashMap<Jid, CompletionStage<Void>> underWay = new ConcurrentHashMap<>();

    /** A deletion of an account has begun; it never fails. */
    void begun(Jid account, CompletionStage<Void> deletion) {
        CompletionStage<Void> all = underWay.compute(
                account, (jid, before) -> before == null ? deletion : Stages.all(List.of(before, deletion)));
        all.whenComplete((done, failure) -> underWay.remove(account, all));
    }

    /** Complete when those that have begun are done. */
    CompletionStage<Void> settled(Jid account) {
        return underWay.getOrDefault(account, Stages.done());
    }

    int size() {
        return underWay.size();
    }
}
