package im.regent.im.recipients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.Subscription;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Counts the strangers that an account writes to. All its sessions, and whoever acts for it, count together: a new session
 * would be too cheap a way around. Safe for every thread.
 *
 * <p>Remembers the strangers of so many accounts and no more; an account that is forgotten begins anew.
 */
final class RecipientLimit {
    private static final int MAX_ACCOUNTS = 10_000;
    private static final StanzaError TOO_MANY = StanzaError.of(
                    Condition.POLICY_VIOLATION, "you have written to too many strangers, wait for a while")
            .as(ErrorType.WAIT)
            .plus(Element.of("urn:xmpp:errors", "too-many-stanzas"));

    private final int max;
    private final Rosters rosters;
    private final Cache<Jid, Set<Jid>> strangers;

    RecipientLimit(RecipientsSettings settings, Rosters rosters, LongSupplier nanoTime) {
        this.max = settings.max();
        this.rosters = rosters;
        this.strangers = Caffeine.newBuilder()
                .maximumSize(MAX_ACCOUNTS)
                .expireAfterWrite(settings.within())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    Verdict check(Stanza stanza, Origin origin) {
        if (stanza.to().isEmpty() || !isApproach(stanza)) {
            return Verdict.pass();
        }
        Jid account = origin.jid().bare();
        Jid recipient = stanza.receiver().bare();
        // Addresses without a localpart are services.
        if (!recipient.hasLocal() || !account.hasLocal() || recipient.equals(account)) {
            return Verdict.pass();
        }
        Set<Jid> known = strangers.get(account, key -> new HashSet<>());
        synchronized (known) {
            if (known.contains(recipient)) {
                return Verdict.pass();
            }
        }
        return Verdict.later(rosters.of(account)
                .thenApply(items -> isContact(items, recipient) ? Verdict.pass() : admit(recipient, known)));
    }

    /** Whether it can come as a surprise: not an answer, nor the end of something. */
    private static boolean isApproach(Stanza stanza) {
        if (stanza instanceof Iq iq) {
            return iq.isRequest();
        }
        if (stanza instanceof Presence presence) {
            return presence.type() == Presence.Type.AVAILABLE || presence.type() == Presence.Type.SUBSCRIBE;
        }
        return !stanza.isError();
    }

    /** Whoever has only been written into the roster has not agreed to anything. */
    private static boolean isContact(Map<Jid, RosterItem> items, Jid recipient) {
        RosterItem item = items.get(recipient);
        return item != null && item.subscription() != Subscription.NONE;
    }

    private Verdict admit(Jid recipient, Set<Jid> known) {
        synchronized (known) {
            return known.size() < max && known.add(recipient) || known.contains(recipient)
                    ? Verdict.pass()
                    : Verdict.reject(TOO_MANY);
        }
    }
}
