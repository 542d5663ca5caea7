package im.regent.privilege.delegation;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.OwnNodes;
import im.regent.privilege.FirstWords;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code delegation}. Its settings stand with each virtual host, so it reads the whole configuration. */
public final class DelegationFactory implements FeatureFactory<Delegations> {
    @Override
    public String id() {
        return "delegation";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(355, "0.5.0").without("client mode"));
    }

    @Override
    public Delegations settings(Settings settings) {
        return DelegationsReader.read(settings);
    }

    @Override
    public Feature create(Delegations delegations) {
        return new DelegationFeature(delegations);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(FirstWords.class, OwnNodes.class);
    }

    @Override
    public Set<String> live() {
        return Set.of("virtual-hosts.*.delegations");
    }
}
