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
record EntitiesCommand(Privileges privileges) {
    static final String NODE = "urn:regent:privilege:entities";

    private static final String TITLE = "Privileged Entities";
    private static final String UNUSED = "unused";

    Command command() {
        return new Command(Command.Place.HOST, NODE, TITLE, Command.Permission.ADMIN, this::show);
    }

    private CompletionStage<Stage> show(CommandInput input) {
        String host = input.responder().domain();
        List<Field> fields = new ArrayList<>();
        for (List<String> row : privileges.list()) {
            if (row.get(1).equals(host)) {
                fields.add(Field.of(row.get(0), row.get(0), lines(row)));
            }
        }
        Stage stage = fields.isEmpty()
                ? Stage.done("There are none on " + host + ".")
                : Stage.found(new Form(NODE, TITLE, "What they may do, and what they did since the start.", fields));
        return CompletableFuture.completedStage(stage);
    }

    /** @param row of {@link Privileges#list} */
    private List<String> lines(List<String> row) {
        List<String> lines = new ArrayList<>();
        lines.add(row.get(2) + ", " + row.get(3));
        lines.add("allowed: " + row.get(4) + ", refused: " + row.get(5) + ", last act: " + row.get(6));
        for (List<String> key : privileges.show(row.get(0))) {
            if (key.get(0).equals(row.get(1)) && key.get(1).equals(UNUSED)) {
                lines.add(UNUSED + ": " + key.get(2));
            }
        }
        return lines;
    }
}
