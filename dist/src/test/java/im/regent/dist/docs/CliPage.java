package im.regent.dist.docs;

import im.regent.dist.cli.Commands;
import java.util.List;

/** Makes docs/cli.md from the help of every command. */
final class CliPage {
    private static final String INTRODUCTION = """
            # Commands

            Every command with its help; this page is generated from them.

            | exit code | meaning |
            |---|---|
            | 0 | all went well |
            | 1 | it could not be done; one line on standard error says why |
            | 2 | the command line is wrong |
            | 3 | there is no server to ask |
            | 4 | the server runs, and something of it does not work |

            `bench` has exit codes of its own, see [benchmark.md](benchmark.md).

            - Which installation is meant: the file of `--config`; else `conf/regent.conf`; and where that is missing, the demo in
              `data/demo`. `--data` names another data directory, and takes the embedded database along.
            - `user`, `privilege`, `status`, `reload` and `stop` reach the running server through a socket in its data directory that only the same user
              can open. `user` works without a server too, and so do
              `privilege list`, `show` and `explain`.
            - An account is named by its address, `alice@example.org`, or by its local part, `alice`, on the first virtual host.
            - Passwords are asked for, or read from standard input with `--password-stdin`; they are never arguments.
            - SIGTERM and Ctrl-C stop `run` cleanly, with exit code 0; a second signal ends it at once.
            - `--set key=value` wins over the configuration file; everything after the first `=` is the value.
            """;

    private static final List<String> COMMANDS = List.of(
            "",
            "run",
            "init",
            "check",
            "selftest",
            "user",
            "user add",
            "user passwd",
            "user delete",
            "user disable",
            "user enable",
            "user expire",
            "user list",
            "user show",
            "privilege",
            "privilege list",
            "privilege show",
            "privilege explain",
            "privilege log",
            "status",
            "reload",
            "stop",
            "version");

    private CliPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String command : COMMANDS) {
            String[] words = (command + " --help").strip().split(" ");
            String help = Commands.run(words)
                    .out()
                    .replaceAll("(?s)\nExit codes:.*", "")
                    .strip();
            page.append("\n## regent ")
                    .append(command)
                    .append("\n\n```text\n")
                    .append(help)
                    .append("\n```\n");
        }
        return page.toString().replace("## regent \n", "## regent\n");
    }
}
