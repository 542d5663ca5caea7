package im.regent.privilege;

import im.regent.im.commands.Command;
import im.regent.im.commands.CommandInput;
import im.regent.im.commands.Field;
import im.regent.im.commands.Form;
import im.regent.im.commands.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shows administrators the privileged entities of a virtual host: status, last use, unused permissions (XEP-0050). */
record EntitiesCommand(Explanations explanations) {
    static final String NODE = "urn:regent:privilege:entities";

    private static final String TITLE = "Privileged Entities";

    Command command() {
        return new Command(Command.Place.HOST, NODE, TITLE, Command.Permission.ADMIN, this::show);
    }

    private CompletionStage<Stage> show(CommandInput input) {
        String host = input.responder().domain();
        List<Field> fields = new ArrayList<>();
        explanations
                .overview(host)
                .forEach((entity, lines) -> fields.add(Field.of(entity.toString(), entity.toString(), lines)));
        Stage stage = fields.isEmpty()
                ? Stage.done("There are none on " + host + ".")
                : Stage.found(new Form(NODE, TITLE, "What they may do, and what they did since the start.", fields));
        return CompletableFuture.completedStage(stage);
    }
}
