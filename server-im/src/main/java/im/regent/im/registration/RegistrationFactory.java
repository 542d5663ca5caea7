package im.regent.im.registration;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Passwords;
import im.regent.core.feature.Specification;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Departures;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code registration}. */
public final class RegistrationFactory implements FeatureFactory<RegistrationSettings> {
    @Override
    public String id() {
        return "registration";
    }

    @Override
    public RegistrationSettings settings(Settings settings) {
        return RegistrationSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(77, "2.4").without("data forms, and redirection"));
    }

    @Override
    public Feature create(RegistrationSettings settings) {
        return new InBandRegistration(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(AccountChanges.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Departures.class);
    }

    @Override
    public Set<Class<?>> uses() {
        return Set.of(Passwords.class);
    }
}
