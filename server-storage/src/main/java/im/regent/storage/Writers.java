package im.regent.storage;

import im.regent.core.jid.Jid;
import java.util.List;
import java.util.stream.IntStream;

/** The writers, each with its share of the accounts, so that the order within an account is one writer's. */
final class Writers implements AutoCloseable {
    private final List<Writer> writers;

    Writers(int count, GroupCommit commit) {
        writers = IntStream.range(0, count).mapToObj(i -> new Writer(commit)).toList();
    }

    /** Takes a mutation; waits when the writer has too much to do. */
    void add(Mutation mutation) {
        of(mutation.account()).add(mutation);
    }

    /** Runs an answer that needs no writing, behind those answers of the account that wait for theirs to be told. */
    void answer(Jid account, Runnable answer) {
        of(account).answer(answer);
    }

    private Writer of(Jid account) {
        return writers.get(Math.floorMod(account.hashCode(), writers.size()));
    }

    @Override
    public void close() {
        writers.forEach(Writer::close);
    }
}
