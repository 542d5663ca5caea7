package im.regent.im.commands;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.AccountChanges.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What administrators do with accounts (XEP-0133 §4.1 to §4.5, §4.7). */
record UserAdministration(AccountChanges changes, Routing routing) {
    private static final String PASSWORD = "password";

    List<Command> commands() {
        return List.of(
                AdminForm.command("add-user", "Add User", this::askForUser),
                AdminForm.command("change-user-password", "Change User Password", this::askForPassword),
                forAccounts(
                        "delete-user", "Delete User", account -> changes.delete(account, "the account was deleted")),
                forAccounts("disable-user", "Disable User", this::disable),
                forAccounts("reenable-user", "Re-Enable User", account -> changes.disable(account, false)),
                AdminForm.command(
                        "end-user-session",
                        "End User Session",
                        input -> askForAccounts("End User Session", this::endSessions)));
    }

    private CompletionStage<Stage> askForUser(CommandInput input) {
        Form form = AdminForm.of(
                "Add User",
                "Fill in this form to add a user.",
                Field.required(Field.Type.JID_SINGLE, AdminForm.ACCOUNT, "The address of the account"),
                Field.required(Field.Type.TEXT_PRIVATE, PASSWORD, "The password of the account"),
                Field.required(Field.Type.TEXT_PRIVATE, "password-verify", "The password once more"));
        return Stage.ask(form, this::addUser);
    }

    private CompletionStage<Stage> addUser(CommandInput input) {
        if (!input.value(PASSWORD).equals(input.value("password-verify"))) {
            return CompletableFuture.completedStage(AdminForm.notOurs());
        }
        return withPassword(input, changes::create);
    }

    private CompletionStage<Stage> askForPassword(CommandInput input) {
        Form form = AdminForm.of(
                "Change User Password",
                "Fill in this form to change a user's password.",
                Field.required(Field.Type.JID_SINGLE, AdminForm.ACCOUNT, "The address of the account"),
                Field.required(Field.Type.TEXT_PRIVATE, PASSWORD, "The new password"));
        return Stage.ask(form, this::changePassword);
    }

    private CompletionStage<Stage> changePassword(CommandInput input) {
        Change change = (account, password) -> changes.changePassword(account, password, input.requester()::equals);
        return withPassword(input, change);
    }

    @FunctionalInterface
    private interface Change {
        CompletionStage<Outcome> of(Jid account, Secret password);
    }

    private static CompletionStage<Stage> withPassword(CommandInput input, Change change) {
        List<Jid> accounts = AdminForm.accounts(input, AdminForm.ACCOUNT).orElse(List.of());
        if (accounts.size() != 1 || !accounts.get(0).isBare()) {
            return CompletableFuture.completedStage(AdminForm.notOurs());
        }
        return change.of(accounts.get(0), new Secret(input.value(PASSWORD)))
                .thenApply(outcome -> outcome == Outcome.DONE
                        ? Stage.done("Done.")
                        : Stage.failed(accounts.get(0) + ": " + why(outcome)));
    }

    private Command forAccounts(String node, String title, Function<Jid, CompletionStage<Outcome>> change) {
        return AdminForm.command(node, title, input -> askForAccounts(title, given -> each(given, change)));
    }

    private static CompletionStage<Stage> askForAccounts(String title, CommandStep next) {
        Form form = AdminForm.of(
                title, "", Field.required(Field.Type.JID_MULTI, AdminForm.ACCOUNTS, "The addresses of the accounts"));
        return Stage.ask(form, next);
    }

    /** One after the other; what could not be done is named, the rest is done. */
    private static CompletionStage<Stage> each(CommandInput input, Function<Jid, CompletionStage<Outcome>> change) {
        List<Jid> accounts = AdminForm.accounts(input, AdminForm.ACCOUNTS).orElse(List.of());
        boolean hasSelf = accounts.stream().anyMatch(input.requester()::isAccount);
        if (accounts.isEmpty() || hasSelf || !accounts.stream().allMatch(Jid::isBare)) {
            // Whoever ends their own account here would wait for themselves: their session is what carries this out.
            return CompletableFuture.completedStage(AdminForm.notOurs());
        }
        List<String> failures = new ArrayList<>();
        CompletionStage<Void> all = Stages.done();
        for (Jid account : accounts) {
            all = all.thenCompose(done -> change.apply(account)).thenAccept(outcome -> {
                if (outcome != Outcome.DONE) {
                    failures.add(account + ": " + why(outcome));
                }
            });
        }
        return all.thenApply(
                done -> failures.isEmpty() ? Stage.done("Done.") : Stage.failed(String.join("; ", failures)));
    }

    private CompletionStage<Outcome> disable(Jid account) {
        return changes.disable(account, true).thenCompose(outcome -> {
            if (outcome != Outcome.DONE) {
                return CompletableFuture.completedStage(outcome);
            }
            return close(routing.sessions().of(account), "the account was disabled")
                    .thenApply(closed -> outcome);
        });
    }

    private CompletionStage<Stage> endSessions(CommandInput input) {
        List<Jid> addresses = AdminForm.accounts(input, AdminForm.ACCOUNTS).orElse(List.of());
        List<Session> sessions = addresses.stream()
                .flatMap(address -> routing.sessions().of(address).stream()
                        .filter(session -> address.isBare() || session.jid().equals(address)))
                .filter(session -> !session.equals(input.requester()))
                .toList();
        return addresses.isEmpty()
                ? CompletableFuture.completedStage(AdminForm.notOurs())
                : close(sessions, "an administrator ended the session")
                        .thenApply(closed -> Stage.done("Sessions that were ended: " + sessions.size() + "."));
    }

    private static CompletionStage<Void> close(List<Session> sessions, String why) {
        StreamError error = StreamError.of(StreamCondition.NOT_AUTHORIZED, why);
        return Stages.all(sessions.stream().map(session -> session.close(error)).toList());
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case UNKNOWN -> "there is no such account";
            case EXISTS -> "there is such an account already";
            case UNREACHABLE -> "older servers cannot write this name";
            case UNFIT_PASSWORD -> "this cannot be a password";
            case BUSY -> "too much is going on, try again in a minute";
        };
    }
}
