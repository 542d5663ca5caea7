package im.regent.im.carbons;

import im.regent.core.routing.BindOption;
import im.regent.core.routing.ClientSession;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Carbons from the first moment of a session on (XEP-0386): "As this operation MUST succeed, no response is necessary". */
final class EnabledAtOnce implements BindOption {
    private final InstantSource clock;

    EnabledAtOnce(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String feature() {
        return Eligibility.NAMESPACE;
    }

    @Override
    public Set<Name> requests() {
        return Set.of(new Name(Eligibility.NAMESPACE, "enable"));
    }

    @Override
    public Optional<Element> enable(Element request, ClientSession session) {
        Copies.enable(session, clock.instant());
        return Optional.empty();
    }
}
