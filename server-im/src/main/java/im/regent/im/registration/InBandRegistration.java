package im.regent.im.registration;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.Passwords;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Departures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** XEP-0077. */
record InBandRegistration(RegistrationSettings settings) implements Feature {
    @Override
    public void start(FeatureContext context) {
        Passwords passwords = context.find(Passwords.class)
                .orElse(password ->
                        CompletableFuture.failedStage(new RejectedExecutionException("nobody checks passwords here")));
        AccountChanges changes = new LiveAccountChanges(
                context.stores().accounts(), passwords, context.require(Departures.class), context.routing());
        context.provide(AccountChanges.class, changes);
        OwnRegistration own = new OwnRegistration(settings, changes, context.routing());
        for (Target target : List.of(Target.SELF, Target.HOST)) {
            context.onIq(Iq.Type.GET, RegistrationXml.QUERY, target, own::get);
            context.onIq(Iq.Type.SET, RegistrationXml.QUERY, target, own::set);
        }
        if (settings.allowsAccounts()) {
            context.offer(new AccountCreation(settings, changes, new Quotas(settings, context.scheduler()::nanoTime)));
        }
    }
}
