package im.regent.im.last;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.session.Sessions;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Text;
import im.regent.im.api.LastLogout;
import im.regent.im.api.LastLogouts;
import im.regent.im.api.Presences;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers since when the server runs, and since when an account is away. */
final class LastActivity implements Feature {
    private static final String NAMESPACE = "jabber:iq:last";
    private static final Name QUERY = new Name(NAMESPACE, "query");

    @Override
    public void start(FeatureContext context) {
        Scheduler scheduler = context.scheduler();
        long started = scheduler.nanoTime();
        context.onIq(
                Iq.Type.GET,
                QUERY,
                Target.HOST,
                (iq, origin) -> Verdict.reply(iq.result(seconds(Duration.ofNanos(scheduler.nanoTime() - started)))));
        Accounts accounts = new Accounts(
                context.clock(),
                context.routing().sessions(),
                context.require(Presences.class),
                context.require(LastLogouts.class),
                context.require(Rosters.class));
        context.onIq(Iq.Type.GET, QUERY, Target.SELF, accounts::own);
        context.onIq(Iq.Type.GET, QUERY, Target.ACCOUNT, accounts::others);
    }

    private static Element seconds(Duration since) {
        return Element.of(NAMESPACE, "query").with("seconds", Long.toString(Math.max(0, since.toSeconds())));
    }

    /** What an account's owner and others are told. */
    private record Accounts(
            InstantSource clock, Sessions sessions, Presences presences, LastLogouts logouts, Rosters rosters) {
        Verdict own(Iq iq, Origin origin) {
            Jid account = origin.jid().bare();
            boolean isActive = !sessions.of(account).isEmpty();
            return isActive ? now(iq) : Verdict.later(since(iq, account));
        }

        Verdict others(Iq iq, Origin origin) {
            Jid account = iq.receiver();
            return Verdict.later(Stages.compose(
                    rosters.item(account, iq.sender()),
                    origin.loop(),
                    item -> maySee(item) ? told(iq, account) : refused(Condition.SERVICE_UNAVAILABLE)));
        }

        private static boolean maySee(Optional<RosterItem> item) {
            return item.isPresent() && item.get().subscription().hasFrom();
        }

        private CompletionStage<Verdict> told(Iq iq, Jid account) {
            // "If the user has at least one connected or available resource […], the response MUST (subject to local
            // security policies) contain an empty <query/> element whose 'seconds' attribute is set to a value of '0'."
            return presences.available(account).isEmpty()
                    ? since(iq, account)
                    : CompletableFuture.completedStage(now(iq));
        }

        private static Verdict now(Iq iq) {
            return Verdict.reply(iq.result(seconds(Duration.ZERO)));
        }

        private CompletionStage<Verdict> since(Iq iq, Jid account) {
            return logouts.of(account)
                    .thenCompose(last -> last.isPresent()
                            ? CompletableFuture.completedStage(Verdict.reply(iq.result(query(last.get()))))
                            : refused(Condition.ITEM_NOT_FOUND));
        }

        private Element query(LastLogout last) {
            Element query = seconds(Duration.between(last.at(), clock.instant()));
            return last.status().isEmpty() ? query : query.plus(new Text(last.status()));
        }

        private static CompletionStage<Verdict> refused(Condition condition) {
            return CompletableFuture.completedStage(Verdict.reject(StanzaError.of(condition)));
        }
    }
}
