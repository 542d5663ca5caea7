package im.regent.im.commands;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands of XEP-0133 have in common. */
final class AdminForm {
    static final String ACCOUNT = "accountjid";
    static final String ACCOUNTS = "accountjids";

    private static final String NODE = "http://jabber.org/protocol/admin#";
    private static final String TYPE = "http://jabber.org/protocol/admin";

    private AdminForm() {}

    static Command command(String name, String title, CommandStep start) {
        return new Command(Command.Place.HOST, NODE + name, title, Command.Permission.ADMIN, start);
    }

    static Form of(String title, String instructions, Field... fields) {
        return new Form(TYPE, title, instructions, List.of(fields));
    }

    /** A single number that was found. */
    static Form number(String title, String field, long number) {
        return of(title, "", Field.of(field, title, List.of(Long.toString(number))));
    }

    /** The addresses in a field, which have to be accounts or sessions of the host that was asked; empty if one is not. */
    static Optional<List<Jid>> accounts(CommandInput input, String field) {
        List<Jid> accounts = new ArrayList<>();
        for (String text : input.all(field)) {
            try {
                Jid jid = Jid.parse(text.strip());
                if (!jid.hasLocal() || !jid.domain().equals(input.responder().domain())) {
                    return Optional.empty();
                }
                accounts.add(jid);
            } catch (MalformedJidException e) {
                return Optional.empty();
            }
        }
        return Optional.of(accounts);
    }

    static Stage notOurs() {
        return Stage.refused(CommandError.BAD_PAYLOAD.error());
    }
}
