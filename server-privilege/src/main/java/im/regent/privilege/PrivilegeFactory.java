package im.regent.privilege;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.commands.Commands;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code privilege}. Its settings stand with each virtual host, so it reads the whole configuration. */
public final class PrivilegeFactory implements FeatureFactory<Grants> {
    @Override
    public String id() {
        return "privilege";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public Grants settings(Settings settings) {
        return GrantsReader.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(356, "0.4.1"));
    }

    @Override
    public Feature create(Grants grants) {
        return new PrivilegeFeature(grants);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Privileges.class, FirstWords.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Presences.class, Rosters.class);
    }

    @Override
    public Set<Class<?>> uses() {
        return Set.of(Commands.class);
    }

    @Override
    public Set<String> live() {
        return Set.of("admins", "virtual-hosts.*.privileged-entities");
    }
}
