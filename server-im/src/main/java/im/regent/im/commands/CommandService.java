package im.regent.im.commands;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.time.Stages;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Presences;
import im.regent.im.disco.DiscoNodes;
import java.util.List;

/** XEP-0050 for all features, and the commands of the server itself. */
record CommandService(CommandsSettings settings) implements Feature {
    @Override
    public void start(FeatureContext context) {
        CommandTable table = new CommandTable(settings.admins());
        Dialogues dialogues = new Dialogues(settings, context.scheduler());
        CommandDesk desk = new CommandDesk(table, dialogues, context.routing()::newId);
        context.provide(Commands.class, table);
        context.onReload(CommandsSettings.class, next -> {
            table.administeredBy(next.admins());
            return Stages.done();
        });
        for (Target target : List.of(Target.HOST, Target.SELF)) {
            context.onIq(Iq.Type.SET, CommandDesk.COMMAND, target, desk::take);
        }
        context.advertise(Target.ACCOUNT, CommandDesk.NAMESPACE);
        context.own(context.require(DiscoNodes.class).add(new CommandNodes(table)));
        context.on(CoreEvents.SESSION_ENDED, dialogues::left);
        AccountChanges changes = context.require(AccountChanges.class);
        Presences presences = context.require(Presences.class);
        new UserAdministration(changes, context.routing()).commands().forEach(table::offer);
        new ServiceAdministration(context.routing(), context.stores().accounts(), presences, context.loop())
                .commands()
                .forEach(table::offer);
        table.offer(OwnSessions.command(context.routing()));
    }
}
