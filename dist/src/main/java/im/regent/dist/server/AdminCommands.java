package im.regent.dist.server;

import im.regent.core.config.Secret;
import im.regent.dist.admin.AdminHandler;
import im.regent.dist.io.Failure;
import im.regent.privilege.Privileges;
import java.util.List;
import java.util.function.Supplier;

/** What the running server does when commands ask. */
final class AdminCommands implements AdminHandler {
    private final Users users;
    private final Privileges privileges;
    private final Supplier<StatusReport> status;
    private final Supplier<List<String>> reload;
    private final Runnable stop;

    AdminCommands(
            Users users,
            Privileges privileges,
            Supplier<StatusReport> status,
            Supplier<List<String>> reload,
            Runnable stop) {
        this.users = users;
        this.privileges = privileges;
        this.status = status;
        this.reload = reload;
        this.stop = stop;
    }

    @Override
    public List<List<String>> handle(List<String> request) {
        return switch (request.get(0)) {
            case "status" -> status.get().words();
            case "reload" -> reload.get().stream().map(List::of).toList();
            case "stop" -> {
                stop.run();
                yield List.of();
            }
            case "user-add" -> word(users.add(argument(request, 1), new Secret(argument(request, 2))));
            case "user-passwd" -> word(users.changePassword(argument(request, 1), new Secret(argument(request, 2))));
            case "user-delete" -> word(users.delete(argument(request, 1)));
            case "user-move" ->
                word(users.move(
                        argument(request, 1), argument(request, 2), Boolean.parseBoolean(argument(request, 3))));
            case "user-stay" -> word(users.stay(argument(request, 1)));
            case "user-disable" -> word(users.disable(argument(request, 1)));
            case "user-enable" -> word(users.enable(argument(request, 1)));
            case "user-expire" -> word(users.expire(argument(request, 1)));
            case "user-exists" -> word(String.valueOf(users.exists(argument(request, 1))));
            case "user-list" ->
                users.list(argument(request, 1)).stream()
                        .map(AdminCommands::row)
                        .toList();
            case "user-tokens" -> users.tokens(argument(request, 1));
            case "user-revoke" -> word(users.revoke(argument(request, 1), argument(request, 2)));
            case "user-show" -> users.show(argument(request, 1));
            case "privilege-list" -> PrivilegeAccess.answer(privileges, request);
            case "privilege-show", "privilege-explain", "privilege-log" -> {
                argument(request, 1);
                yield PrivilegeAccess.answer(privileges, request);
            }
            default -> throw new Failure("the server that runs is of another version and does not know this command");
        };
    }

    private static List<String> row(Users.Row row) {
        return List.of(row.address(), row.isAdmin() ? "admin" : "user", String.valueOf(row.sessions()));
    }

    private static List<List<String>> word(String word) {
        return List.of(List.of(word));
    }

    private static String argument(List<String> request, int index) {
        if (index >= request.size()) {
            throw new IllegalArgumentException(request.get(0) + " needs more words");
        }
        return request.get(index);
    }
}
