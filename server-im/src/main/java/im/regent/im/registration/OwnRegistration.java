package im.regent.im.registration;

import im.regent.core.config.Secret;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.AccountChanges.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an account can do about its own registration (§3.1, §3.2, §3.3). */
record OwnRegistration(RegistrationSettings settings, AccountChanges changes, Routing routing) {
    private static final Logger log = LoggerFactory.getLogger(OwnRegistration.class);

    Verdict get(Iq iq, Origin origin) {
        return isOwner(iq, origin)
                ? Verdict.reply(
                        iq.result(RegistrationXml.registered(origin.jid().bare())))
                : refused(Condition.SERVICE_UNAVAILABLE, "");
    }

    Verdict set(Iq iq, Origin origin) {
        if (!isOwner(iq, origin)) {
            // §3.2: "The sender does not have sufficient permissions".
            return refused(Condition.FORBIDDEN, "this is for the accounts of this host");
        }
        return RegistrationXml.isRemoval(iq.request()) ? remove(iq, origin) : changePassword(iq, origin);
    }

    /** An account of the host that is asked: what comes from elsewhere has no registration here. */
    private boolean isOwner(Iq iq, Origin origin) {
        Jid self = origin.jid();
        return self.hasLocal()
                && routing.virtualHosts().contains(self.domain())
                && iq.to().map(to -> to.domain().equals(self.domain())).orElse(true);
    }

    private Verdict changePassword(Iq iq, Origin origin) {
        if (!settings.allowsPasswordChange()) {
            return refused(Condition.NOT_ALLOWED, "passwords are not changed with clients here");
        }
        Element query = iq.request();
        RegistrationXml.Given given = RegistrationXml.Given.read(query);
        if (!given.isComplete()) {
            // §3.3: "The password change request does not contain complete information"; an empty password changes
            // nothing.
            return refused(Condition.BAD_REQUEST, "name and password are needed");
        }
        Jid account = origin.jid().bare();
        if (!given.account(account.domain()).equals(Optional.of(account))) {
            return refused(Condition.FORBIDDEN, "this is not your account's name");
        }
        return new Refusals(settings)
                .ofPassword(given.password())
                .map(Verdict::reject)
                .orElseGet(() -> Verdict.later(Stages.then(
                        changes.changePassword(
                                account,
                                new Secret(given.password()),
                                session -> !settings.endsOtherSessions() || session.equals(origin)),
                        origin.loop(),
                        outcome -> Refusals.of(outcome)
                                .map(Verdict::reject)
                                .orElseGet(() -> Verdict.reply(iq.result())))));
    }

    /**
     * §3.2: the result comes first, then the stream error that ends all sessions, this one among them. So what is confirmed is
     * that nobody logs in any more; what the account has left is gone a moment later.
     */
    private Verdict remove(Iq iq, Origin origin) {
        if (!RegistrationXml.isPureRemoval(iq.request())) {
            return refused(Condition.BAD_REQUEST, "a removal stands alone");
        }
        if (!settings.allowsRemoval()) {
            return refused(Condition.NOT_ALLOWED, "accounts are not removed with clients here");
        }
        Jid account = origin.jid().bare();
        return Verdict.later(Stages.then(changes.disable(account, true), origin.loop(), outcome -> {
            if (outcome == Outcome.DONE) {
                origin.reply(iq.result());
                end(account);
                return Verdict.handled();
            }
            return Refusals.of(outcome).map(Verdict::reject).orElseGet(Verdict::handled);
        }));
    }

    private void end(Jid account) {
        changes.delete(account, "the account was removed").whenComplete((outcome, failure) -> {
            if (failure != null) {
                log.error(
                        "an account whose owner removed it could only be disabled: delete it when storage works again",
                        Stages.cause(failure));
            }
        });
    }

    private static Verdict refused(Condition condition, String text) {
        return Verdict.reject(StanzaError.of(condition, text));
    }
}
