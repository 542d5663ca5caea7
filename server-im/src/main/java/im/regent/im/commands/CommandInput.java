package im.regent.im.commands;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import java.util.List;
import java.util.Map;

/**
 * What a step gets.
 *
 * @param requester who carries out the command
 * @param responder the virtual host, or the account
 * @param values by field; without empty ones at the beginning of a command
 */
public record CommandInput(Origin requester, Jid responder, Map<String, List<String>> values) {
    public CommandInput {
        values = Map.copyOf(values);
    }

    /** The first value of a field, or an empty one. */
    public String value(String field) {
        List<String> all = values.getOrDefault(field, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    /** All values of a field. */
    public List<String> all(String field) {
        return List.copyOf(values.getOrDefault(field, List.of()));
    }

    /** Shows no values: there may be passwords among them. */
    @Override
    public String toString() {
        return "CommandInput" + values.keySet();
    }
}
