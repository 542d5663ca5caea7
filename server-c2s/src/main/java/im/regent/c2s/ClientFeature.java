package im.regent.c2s;

import im.regent.c2s.binding.Binder;
import im.regent.c2s.liveness.Liveness;
import im.regent.c2s.login.FailedLogins;
import im.regent.c2s.login.InstallationSecret;
import im.regent.c2s.login.Logins;
import im.regent.c2s.sasl.SaslAuthenticator;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.c2s.sasl.ScramUpgrades;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.Passwords;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Clients' streams. */
final class ClientFeature implements Feature {
    private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

    /** What it gives to the features that log clients in and bind their resources in other ways. */
    static final Set<Class<?>> PROVIDED =
            Set.of(Logins.class, Binder.class, InstallationSecret.class, ScramUpgrades.class, Passwords.class);

    private final ClientSettings settings;
    private final Executor derivations;
    private final Runnable closing;

    /**
     * Puts it together.
     *
     * @param derivations where keys are derived for PLAIN
     * @param closing ends them
     */
    ClientFeature(ClientSettings settings, Executor derivations, Runnable closing) {
        this.settings = settings;
        this.derivations = derivations;
        this.closing = closing;
    }

    @Override
    public void start(FeatureContext context) {
        InstallationSecret secret = InstallationSecret.read(context);
        Logins logins = logins(context, secret);
        Login login = new Login(logins, settings.isTlsRequired());
        Binder binder = new Binder(context.routing(), context.stores().accounts(), settings.maxResources());
        context.provide(Logins.class, logins);
        context.provide(Binder.class, binder);
        context.provide(InstallationSecret.class, secret);
        context.provide(ScramUpgrades.class, new ScramUpgrades(settings.sasl(), new SecureRandom()));
        context.provide(
                Passwords.class,
                new DerivedPasswords(
                        new ScramCredentials(new SecureRandom(), settings.sasl().iterations()), derivations));
        context.offer(new StartTls(settings.isTlsRequired()));
        context.offer(login);
        context.offer(new ChannelBindingTypes(login, logins));
        context.offer(new Binding(context.routing(), binder, settings));
        context.offer(new AnnouncedLimits(settings));
        offerLegacySession(context);
        Liveness.withPings(settings.liveness(), context.routing()::newId).start(context);
        ClientStreams streams = new ClientStreams(context, settings);
        context.own(streams::shutDown);
        for (ClientSettings.Port port : settings.listeners()) {
            context.listen(new ListenerSpec(
                    port.name(),
                    port.address(),
                    port.port(),
                    port.isDirectTls(),
                    settings.maxPendingBytes(),
                    transport -> new ClientStream(streams, transport)));
        }
    }

    private Logins logins(FeatureContext context, InstallationSecret secret) {
        SaslAuthenticator authenticator = new SaslAuthenticator(
                settings.sasl(),
                context.stores().accounts(),
                derivations,
                secret.bytes(),
                new SecureRandom(),
                System::nanoTime);
        FailedLogins failures = new FailedLogins(settings.failedLogins(), context.scheduler()::nanoTime);
        return new Logins(authenticator, settings.maxLoginRetries(), failures, context.scheduler(), context.clock());
    }

    /** RFC 6121 Appendix E: old clients want to establish a session; it means nothing. */
    private static void offerLegacySession(FeatureContext context) {
        Element offer = Element.of(SESSION, "session").plus(Element.of(SESSION, "optional"));
        context.offer(StreamFeature.announcement(offer, Set.of(StreamFact.AUTHENTICATED)));
        Name payload = new Name(SESSION, "session");
        for (Target target : List.of(Target.SELF, Target.HOST)) {
            context.own(context.routing()
                    .iqTable()
                    .add(Iq.Type.SET, payload, target, (iq, from) -> Verdict.reply(iq.result())));
        }
    }

    @Override
    public void stop() {
        closing.run();
    }
}
