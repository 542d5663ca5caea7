package im.regent.im.blocking;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What block lists do to stanzas (§3.3): one method for each way on which a stanza leaves or reaches an account. Whoever cannot
 * read a list lets nothing pass.
 */
final class BlockRules {
    private static final Logger log = LoggerFactory.getLogger(BlockRules.class);

    /** "the user's server MUST NOT route the stanza to the JID but instead MUST return a <not-acceptable/> error". */
    private static final Verdict REFUSED = Verdict.reject(
            StanzaError.of(Condition.NOT_ACCEPTABLE).as(ErrorType.CANCEL).plus(BlockXml.BLOCKED));

    /** What a sender hears of an account that is offline; without a text that could tell the two apart. */
    private static final Verdict UNAVAILABLE = Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));

    private static final Verdict DROPPED = Verdict.drop("blocked");

    private final BlockLists lists;

    BlockRules(BlockLists lists) {
        this.lists = lists;
    }

    /** The account sends something, or somebody who acts for it does. */
    Verdict outbound(Stanza stanza, Origin origin) {
        Jid account = origin.jid().bare();
        if (!account.hasLocal()) {
            return Verdict.pass();
        }
        Optional<BlockList> known = lists.known(account);
        if (known.isEmpty() && origin instanceof Session) {
            // From now on the list is at hand, before the first presence of the session makes others write to it.
            return Verdict.later(Stages.then(
                    lists.hold(account, origin.loop()), origin.loop(), list -> judge(list, stanza.to(), REFUSED)));
        }
        return stanza.to().isEmpty() ? Verdict.pass() : judge(account, stanza.receiver(), origin, REFUSED);
    }

    /** The server sends something in the account's name: its presence to a contact, for instance. */
    Verdict onBehalf(Stanza stanza, Origin origin) {
        Jid account = origin.jid().bare();
        if (!account.hasLocal() || stanza.to().isEmpty() || isFarewell(stanza, origin)) {
            return Verdict.pass();
        }
        return silent(judge(account, stanza.receiver(), origin, DROPPED));
    }

    private static boolean isFarewell(Stanza stanza, Origin origin) {
        return origin instanceof Farewell
                && stanza instanceof Presence presence
                && presence.type() == Presence.Type.UNAVAILABLE;
    }

    /** Something has come for the account. */
    Verdict inbound(Stanza stanza, Origin origin) {
        if (stanza.to().isEmpty() || !stanza.receiver().hasLocal()) {
            return Verdict.pass();
        }
        Jid account = stanza.receiver().bare();
        if (isForgedPush(stanza, account)) {
            return UNAVAILABLE;
        }
        return judge(account, stanza.sender(), origin, refusal(stanza));
    }

    /** A client may take any such request for a push of its server; nobody else has a reason to send it one. */
    private static boolean isForgedPush(Stanza stanza, Jid account) {
        return stanza instanceof Iq iq
                && iq.isRequest()
                && iq.request().namespace().equals(BlockXml.NAMESPACE)
                && !iq.sender().bare().equals(account);
    }

    private static Verdict refusal(Stanza stanza) {
        return switch (stanza.kind()) {
            // "the server MUST NOT respond and MUST NOT return an error"
            case PRESENCE -> DROPPED;
            // "the server SHOULD return an error", but for headlines: RFC 6121 §8.5.2.2.1 has them ignored when the
            // account
            // is offline, which is what it shall look like. Nobody answers an error.
            case MESSAGE -> ((Message) stanza).type() == Message.Type.HEADLINE ? DROPPED : UNAVAILABLE;
            // "IQ stanzas of other types MUST be silently dropped", as every rejected answer is.
            case IQ -> UNAVAILABLE;
        };
    }

    /** Something that was kept is about to be given to a session. Without the list it is rejected: whoever has it keeps it. */
    Verdict kept(Stanza stanza, Origin origin) {
        return judge(stanza.receiver().bare(), stanza.sender(), origin, DROPPED);
    }

    private Verdict judge(Jid account, Jid other, Origin origin, Verdict refusal) {
        if (BlockList.isOwn(account, other)) {
            return Verdict.pass();
        }
        Optional<BlockList> known = lists.known(account);
        if (known.isPresent()) {
            return judge(known.get(), Optional.of(other), refusal);
        }
        return Verdict.later(
                Stages.then(lists.of(account), origin.loop(), list -> judge(list, Optional.of(other), refusal)));
    }

    private static Verdict judge(BlockList list, Optional<Jid> other, Verdict refusal) {
        return other.isPresent() && list.covers(other.get()) ? refusal : Verdict.pass();
    }

    /** Where nobody waits for an error, a list that cannot be read drops the stanza without one. */
    private static Verdict silent(Verdict verdict) {
        if (!(verdict instanceof Verdict.Later later)) {
            return verdict;
        }
        CompletionStage<Verdict> stage = later.stage().thenApply(decided -> decided);
        return Verdict.later(stage.exceptionallyCompose(failure -> {
            log.error("a block list could not be read", Stages.cause(failure));
            return CompletableFuture.completedStage(DROPPED);
        }));
    }
}
