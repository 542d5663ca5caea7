package im.regent.dist.server;

import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.Failure;
import im.regent.privilege.Privileges;
import java.time.Duration;
import java.util.List;

/** The privileged entities of an installation: a server that runs is asked; otherwise the configuration is read. */
public final class PrivilegeAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PrivilegeAccess() {}

    /** What is in force, or would be if the server were started. */
    public static Privileges open(Installation installation) {
        AdminClient server = new AdminClient(installation.data(), PATIENCE);
        return server.isServerThere()
                ? new RemotePrivileges(server)
                : Privileges.of(installation.loadGood().server());
    }

    /** Of a server that runs, for what only that one knows. */
    public static Privileges ofRunningServer(Installation installation) {
        return new RemotePrivileges(new AdminClient(installation.data(), PATIENCE));
    }

    /** Answers a command; a question that makes no sense is told to whoever asks. */
    static List<List<String>> answer(Privileges privileges, List<String> request) {
        List<String> words = request.subList(1, request.size());
        try {
            return switch (request.get(0)) {
                case "privilege-list" -> privileges.list();
                case "privilege-show" -> privileges.show(words.get(0));
                case "privilege-log" -> privileges.log(Long.parseLong(words.get(0)));
                default -> List.of(privileges.explain(words.get(0), words.subList(1, words.size())));
            };
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }
}
