package im.regent.im.push;

import im.regent.core.hook.Undelivered;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the messages for accounts, and decides which devices to tell.
 *
 * <p>A message counts once: when it has come, which is when it was given to sessions or kept; or later, when a session turns out
 * not to have got it. That is when its connection is lost, for what was not acknowledged, or when it ends without that. What it
 * was sent while it was away had counted already.
 *
 * <p>The hook and the events run on the loops of others; what is counted is confined to the server's own loop.
 */
final class Watch {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    /** Beyond it, messages of further accounts are told one by one. */
    private static final int MAX_COUNTED = 100_000;
    /** XEP-0060 §4.1: who may publish. */
    private static final Set<String> PUBLISHERS = Set.of("owner", "publisher", "publish-only");

    private final PushNodes nodes;
    private final Notifications notifications;
    private final Reach reach;
    private final Executor loop;
    private final Map<Jid, Long> counts = new HashMap<>();

    Watch(PushNodes nodes, Notifications notifications, Reach reach, Executor loop) {
        this.nodes = nodes;
        this.notifications = notifications;
        this.reach = reach;
        this.loop = loop;
    }

    Verdict came(Stanza stanza, Origin origin) {
        Message message = (Message) stanza;
        if (message.receiver().hasLocal()) {
            message.xml().child(PushXml.PUBSUB, "pubsub").ifPresent(pubsub -> changed(message, pubsub));
            missed(message);
        }
        return Verdict.pass();
    }

    /** §8: the service "removes the 'publish-only' (or other publish-enabling affiliation) from the user's JID". */
    private void changed(Message message, Element pubsub) {
        Jid account = message.receiver().bare();
        boolean isExcluded = pubsub.children(PushXml.PUBSUB, "affiliation").stream()
                .anyMatch(affiliation -> affiliation.attribute("jid", "").equals(account.toString())
                        && !PUBLISHERS.contains(affiliation.attribute("affiliation", "")));
        if (isExcluded) {
            Optional<String> name = Optional.of(pubsub.attribute("node", ""));
            Predicate<PushNode> which = each -> each.isOf(message.sender(), name);
            nodes.disable(account, which)
                    .thenRun(() -> notifications.disabled(account, which))
                    .whenComplete((done, failure) -> logged(failure));
        }
    }

    void lost(Session session) {
        boolean wasTold = reach.isAway(session);
        Reach.Connection.lost(session, true);
        if (!wasTold) {
            session.unacknowledged().forEach(this::missed);
        }
    }

    void undelivered(Undelivered left) {
        if (!reach.isAway(left.session())) {
            missed(left.stanza().xml());
        }
    }

    void resumed(Session session) {
        Reach.Connection.lost(session, false);
        seen(session);
    }

    /** Somebody is there, and has, or gets, everything. */
    void seen(Session session) {
        Jid account = session.jid().bare();
        loop.execute(() -> {
            counts.remove(account);
            notifications.seen(account);
        });
    }

    private void missed(Element stanza) {
        try {
            if (Stanza.parse(stanza) instanceof Message message
                    && message.from().isPresent()
                    && message.to().isPresent()) {
                missed(message);
            }
        } catch (MalformedStanzaException e) {
            // An answer to a stanza that was malformed itself.
            log.debug("what was not acknowledged is no message");
        }
    }

    private void missed(Message message) {
        Jid account = message.receiver().bare();
        if (!reach.isSeen(message) && Notable.isNotable(message, account)) {
            nodes.of(account)
                    .whenCompleteAsync(
                            (enabled, failure) -> {
                                if (failure == null) {
                                    tell(account, message, enabled);
                                } else {
                                    logged(failure);
                                }
                            },
                            loop);
        }
    }

    private void tell(Jid account, Message message, List<PushNode> enabled) {
        List<PushNode> missing =
                enabled.stream().filter(node -> reach.isMissing(message, node)).toList();
        if (!missing.isEmpty()) {
            Summary summary = Summary.of(count(account), message);
            missing.forEach(node -> notifications.offer(account, node, summary));
        }
    }

    private long count(Jid account) {
        if (counts.size() >= MAX_COUNTED && !counts.containsKey(account)) {
            return 1;
        }
        return counts.merge(account, 1L, Long::sum);
    }

    private static void logged(@Nullable Throwable failure) {
        if (failure != null) {
            log.error("the nodes of app servers cannot be read or changed", Stages.cause(failure));
        }
    }
}
