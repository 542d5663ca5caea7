package im.regent.im;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import java.util.Set;

/** A hook that cannot decide about kept messages while a test wants that: a block list cannot be read, for instance. */
public final class UndecidedFactory implements FeatureFactory<Boolean> {
    /** Whether it can decide. Confined to the test's thread. */
    public static final class Undecided {
        private boolean isUndecided;

        public void turn(boolean undecided) {
            isUndecided = undecided;
        }
    }

    @Override
    public String id() {
        return "undecided";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Undecided.class);
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> {
            Undecided undecided = new Undecided();
            context.provide(Undecided.class, undecided);
            context.on(
                    Flow.KEPT,
                    Phase.POLICY,
                    Stanza.Kind.MESSAGE,
                    (stanza, origin) -> undecided.isUndecided
                            ? Verdict.reject(StanzaError.of(Condition.INTERNAL_SERVER_ERROR))
                            : Verdict.pass());
        };
    }
}
