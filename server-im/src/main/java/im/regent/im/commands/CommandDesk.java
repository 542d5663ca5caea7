package im.regent.im.commands;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries on the dialogues of commands (XEP-0050 §2.4, §3.3, §3.4). A request that is refused changes nothing. */
final class CommandDesk {
    static final String NAMESPACE = "http://jabber.org/protocol/commands";
    static final Name COMMAND = new Name(NAMESPACE, "command");

    /** How many forms of one dialogue are kept to go back to. */
    private static final int MAX_SHOWN = 50;

    /** A request, and to whom it is. */
    private record Asked(Iq iq, Origin origin, Jid responder, Element command) {
        String node() {
            return command.attribute("node", "");
        }

        CommandInput input(Map<String, List<String>> values) {
            return new CommandInput(origin, responder, values);
        }
    }

    private final CommandTable table;
    private final Dialogues dialogues;
    private final Supplier<String> ids;

    CommandDesk(CommandTable table, Dialogues dialogues, Supplier<String> ids) {
        this.table = table;
        this.dialogues = dialogues;
        this.ids = ids;
    }

    Verdict take(Iq iq, Origin origin) {
        Jid responder = iq.to().orElseGet(() -> origin.jid().bare());
        Asked asked = new Asked(iq, origin, responder, iq.request());
        Optional<Action> action = Action.of(asked.command().attribute("action", "execute"));
        Optional<Command> command = table.find(responder, asked.node());
        if (command.isEmpty()) {
            return Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND, "there is no such command"));
        }
        if (!table.mayUse(command.get(), responder, origin)) {
            return Verdict.reject(StanzaError.of(Condition.FORBIDDEN, "this command is not for you"));
        }
        if (action.isEmpty()) {
            return refused(CommandError.MALFORMED_ACTION);
        }
        String id = asked.command().attribute("sessionid", "");
        return id.isEmpty() ? begin(asked, command.get(), action.get()) : goOn(asked, id, action.get());
    }

    private Verdict begin(Asked asked, Command command, Action action) {
        if (action != Action.EXECUTE) {
            return refused(CommandError.BAD_ACTION);
        }
        if (!dialogues.hasRoomFor(asked.origin().jid())) {
            return Verdict.reject(StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many commands are under way"));
        }
        Dialogue dialogue = new Dialogue(ids.get(), asked.origin().jid(), asked.responder(), command);
        return step(asked, dialogue, command.start().take(asked.input(Map.of())));
    }

    private Verdict goOn(Asked asked, String id, Action action) {
        Optional<Dialogue> found = dialogues.find(id);
        if (found.isEmpty()) {
            return refused(dialogues.hasEnded(id) ? CommandError.SESSION_EXPIRED : CommandError.BAD_SESSIONID);
        }
        Dialogue dialogue = found.get();
        if (!dialogue.isFor(asked.origin().jid(), asked.responder(), asked.node())) {
            return refused(CommandError.BAD_SESSIONID);
        }
        boolean isLast = dialogue.current().isLast();
        return switch (action) {
            case CANCEL -> {
                dialogues.end(dialogue);
                yield Verdict.reply(asked.iq().result(answer(asked, id, "canceled")));
            }
            case PREV ->
                dialogue.back()
                        .map(before -> show(asked, dialogue, before))
                        .orElseGet(() -> refused(CommandError.BAD_ACTION));
            case NEXT -> isLast ? refused(CommandError.BAD_ACTION) : submit(asked, dialogue);
            case COMPLETE -> isLast ? submit(asked, dialogue) : refused(CommandError.BAD_ACTION);
            case EXECUTE -> submit(asked, dialogue);
        };
    }

    private Verdict submit(Asked asked, Dialogue dialogue) {
        Stage.Asking current = dialogue.current();
        return current.form()
                .read(asked.command())
                .map(values -> step(asked, dialogue, current.next().take(asked.input(values))))
                .orElseGet(() -> refused(CommandError.BAD_PAYLOAD));
    }

    private Verdict step(Asked asked, Dialogue dialogue, CompletionStage<Stage> stage) {
        return Verdict.later(Stages.then(stage, asked.origin().loop(), next -> switch (next.kind()) {
            case ASKING -> {
                Stage.Asking asking = (Stage.Asking) next;
                if (dialogue.size() >= MAX_SHOWN) {
                    dialogues.end(dialogue);
                    yield Verdict.reject(StanzaError.of(Condition.RESOURCE_CONSTRAINT, "this took too many steps"));
                }
                dialogue.show(asking);
                yield show(asked, dialogue, asking);
            }
            case DONE -> {
                dialogues.end(dialogue);
                yield done(asked, dialogue, (Stage.Done) next);
            }
            case REFUSED -> Verdict.reject(((Stage.Refused) next).error());
        }));
    }

    private Verdict show(Asked asked, Dialogue dialogue, Stage.Asking asking) {
        dialogues.keep(dialogue, asked.origin());
        String forward = asking.isLast() ? "complete" : "next";
        Element actions = Element.of(NAMESPACE, "actions").with("execute", forward);
        actions = dialogue.canGoBack() ? actions.plus(Element.of(NAMESPACE, "prev")) : actions;
        Element answer = answer(asked, dialogue.id(), "executing")
                .plus(actions.plus(Element.of(NAMESPACE, forward)))
                .plus(asking.form().xml("form"));
        return Verdict.reply(asked.iq().result(answer));
    }

    private static Verdict done(Asked asked, Dialogue dialogue, Stage.Done done) {
        Element answer = answer(asked, dialogue.id(), "completed");
        if (!done.note().isEmpty()) {
            // §3.5: "If a command completes but fails, the responder MUST include at least one <note type='error'/>".
            answer = answer.plus(
                    Element.text(NAMESPACE, "note", done.note()).with("type", done.hasFailed() ? "error" : "info"));
        }
        for (Element payload : done.payload()) {
            answer = answer.plus(payload);
        }
        return Verdict.reply(asked.iq().result(answer));
    }

    private static Element answer(Asked asked, String id, String status) {
        return Element.of(NAMESPACE, "command")
                .with("node", asked.node())
                .with("sessionid", id)
                .with("status", status)
                .with(Attribute.lang("en"));
    }

    private static Verdict refused(CommandError error) {
        return Verdict.reject(error.error());
    }
}
