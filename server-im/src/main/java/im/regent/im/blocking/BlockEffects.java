package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Presence;
import im.regent.core.time.Stages;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The presence that a change of a block list causes, among those who may have it. The stages never fail. */
final class BlockEffects {
    private static final Logger log = LoggerFactory.getLogger(BlockEffects.class);

    private final Routing routing;
    private final Rosters rosters;
    private final PresenceExchange exchange;

    BlockEffects(Routing routing, Rosters rosters, PresenceExchange exchange) {
        this.routing = routing;
        this.rosters = rosters;
        this.exchange = exchange;
    }

    /** §3.3: "the user's server MUST send unavailable presence information to the JID". */
    CompletionStage<Void> hide(BlockEdit edit, Origin origin) {
        Jid account = edit.before().owner();
        Difference blocked = Difference.of(edit.after(), edit.before());
        return exchange.hide(account, blocked, new Farewell(account, origin.loop()));
    }

    /** §3.4: "the user's server MUST send the user's current presence information to the JID"; not in a step of the account. */
    CompletionStage<Void> show(BlockEdit edit, Origin origin) {
        Jid account = edit.before().owner();
        Difference unblocked = Difference.of(edit.before(), edit.after());
        return Stages.compose(rosters.of(account), origin.loop(), items -> {
                    List<CompletionStage<Void>> shown = new ArrayList<>();
                    for (RosterItem item : items.values()) {
                        Set<Jid> addresses = unblocked.apply(item.jid());
                        if (item.subscription().hasFrom()) {
                            addresses.forEach(
                                    address -> shown.add(exchange.showCurrent(account, address, origin.loop())));
                        }
                        if (item.subscription().hasTo() && !addresses.isEmpty()) {
                            shown.add(probe(account, item.jid(), origin));
                        }
                    }
                    return Stages.all(shown);
                })
                .exceptionally(failure -> {
                    log.error("contacts could not be shown that they are not blocked any more", Stages.cause(failure));
                    return null;
                });
    }

    /** What the account knows of the contact is as old as the block, so it asks (RFC 6121 §4.3.1). */
    private CompletionStage<Void> probe(Jid account, Jid contact, Origin origin) {
        if (routing.sessions().of(account).isEmpty()) {
            return Stages.done();
        }
        Presence probe = Presence.of(Presence.Type.PROBE, account, contact);
        return routing.router().route(probe, ActingFor.unanswered(account, origin.loop()));
    }
}
