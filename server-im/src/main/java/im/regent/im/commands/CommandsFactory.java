package im.regent.im.commands;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Presences;
import im.regent.im.disco.DiscoNodes;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code commands}. */
public final class CommandsFactory implements FeatureFactory<CommandsSettings> {
    @Override
    public String id() {
        return "commands";
    }

    @Override
    public CommandsSettings settings(Settings settings) {
        return CommandsSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(4, "2.13.2"),
                Specification.xep(50, "1.3.0").without("announcing commands by a message"),
                Specification.xep(133, "1.3.1")
                        .without(
                                "all but adding, deleting, disabling and enabling users, their passwords and sessions, how"
                                        + " many there are, and announcements"));
    }

    @Override
    public Feature create(CommandsSettings settings) {
        return new CommandService(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Commands.class);
    }

    @Override
    public Set<String> live() {
        return Set.of("admins");
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(DiscoNodes.class, AccountChanges.class, Presences.class);
    }
}
