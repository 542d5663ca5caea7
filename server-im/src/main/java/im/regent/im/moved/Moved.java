package im.regent.im.moved;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Router;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.im.api.ImEvents;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.SessionPresence;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever writes to the old address of an account where its owner has moved. */
final class Moved implements Feature {
    private static final Logger log = LoggerFactory.getLogger(Moved.class);

    private final MovedSettings settings;

    Moved(MovedSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Answers answers = new Answers(
                settings.tell(),
                new MovedAccounts(context.stores()),
                context.require(Rosters.class),
                context.routing().router());
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.INBOUND, Phase.POLICY, kind, answers::on);
        }
        context.on(ImEvents.BECAME_AVAILABLE, answers::greet);
    }

    /** Who is told, and who is not. */
    private record Answers(MovedSettings.Audience audience, MovedAccounts moves, Rosters rosters, Router router) {
        Verdict on(Stanza stanza, Origin origin) {
            if (stanza.to().isEmpty() || !stanza.receiver().hasLocal() || !wantsAnswer(stanza)) {
                return Verdict.pass();
            }
            Jid account = stanza.receiver().bare();
            if (origin.isAccount(account)) {
                return Verdict.pass();
            }
            return Verdict.later(
                    Stages.compose(moves.of(account), origin.loop(), move -> answer(move, stanza, origin.loop())));
        }

        /** Whatever else is sent is an answer itself, or presence that nobody is told to have failed. */
        private static boolean wantsAnswer(Stanza stanza) {
            return switch (stanza.kind()) {
                case MESSAGE -> !stanza.isError();
                case IQ -> ((Iq) stanza).isRequest();
                case PRESENCE -> isProbe(stanza) || ((Presence) stanza).type() == Presence.Type.SUBSCRIBE;
            };
        }

        private static boolean isProbe(Stanza stanza) {
            return stanza instanceof Presence presence && presence.type() == Presence.Type.PROBE;
        }

        private CompletionStage<Verdict> answer(Optional<Move> move, Stanza stanza, Executor loop) {
            if (move.isEmpty()) {
                return CompletableFuture.completedStage(Verdict.pass());
            }
            Verdict told = Verdict.reject(move.get().error());
            // RFC 6121 §4.3.2: who may not see the presence of the account is refused before a move is thought of.
            boolean isForContacts = audience == MovedSettings.Audience.CONTACTS || isProbe(stanza);
            if (!isForContacts) {
                return CompletableFuture.completedStage(told);
            }
            return Stages.then(
                    rosters.item(stanza.receiver().bare(), stanza.sender().bare()),
                    loop,
                    item -> maySee(item) ? told : Verdict.pass());
        }

        private static boolean maySee(Optional<RosterItem> item) {
            return item.isPresent() && item.get().subscription().hasFrom();
        }

        /**
         * A session that becomes available hears what its probes would bring: contacts of this server are not probed. RFC
         * 6121 §4.3.2: "[…] SHOULD return a presence stanza of type "error" […] that includes the new address".
         */
        void greet(SessionPresence presence) {
            Session session = presence.session();
            Stages.compose(rosters.of(session.jid().bare()), session.loop(), items -> tell(items, session))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            log.error("a session is not told which contacts have moved", Stages.cause(failure));
                        }
                    });
        }

        private CompletionStage<Void> tell(Map<Jid, RosterItem> items, Session session) {
            return Stages.all(items.values().stream()
                    .filter(item -> item.subscription().hasTo() && item.jid().hasLocal())
                    .map(RosterItem::jid)
                    .filter(contact -> router.isVirtualHost(contact.domain()))
                    .map(contact ->
                            Stages.compose(moves.of(contact), session.loop(), move -> tell(contact, move, session)))
                    .toList());
        }

        private CompletionStage<Void> tell(Jid contact, Optional<Move> move, Session session) {
            if (move.isEmpty()) {
                return Stages.done();
            }
            return Stages.compose(rosters.item(contact, session.jid()), session.loop(), item -> {
                if (!maySee(item)) {
                    return Stages.done();
                }
                // Routed as the account's own, so that whom it blocks does not hear of its new address.
                Presence probe = Presence.of(Presence.Type.PROBE, session.jid(), contact);
                return router.route(probe.error(move.get().error()), ActingFor.unanswered(contact, session.loop()));
            });
        }
    }
}
