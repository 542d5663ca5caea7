package im.regent.dist.cli;

import im.regent.bench.BenchCommand;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and how their errors are told: one line on standard error, and the exit code. */
public final class CommandLineProgram {
    private static final Map<String, String> EXIT_CODES = exitCodes();

    private final Terminal terminal;

    /** For a terminal. */
    public CommandLineProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "all went well");
        codes.put("1", "it could not be done; one line says why");
        codes.put("2", "the command line is wrong");
        codes.put("3", "there is no server to ask");
        codes.put("4", "the server runs, and something of it does not work");
        return Map.copyOf(codes);
    }

    /** Runs one command; returns its exit code. */
    public int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    CommandLine commandLine() {
        CommandLine all = new CommandLine(new RootCommand(terminal));
        all.addSubcommand(new RunCommand(terminal));
        all.addSubcommand(new InitCommand(terminal));
        all.addSubcommand(new CheckCommand(terminal));
        all.addSubcommand(new SelftestCommand(terminal));
        all.addSubcommand(UserCommands.all(terminal));
        all.addSubcommand(PrivilegeCommands.all(terminal));
        all.addSubcommand(new StatusCommand(terminal));
        all.addSubcommand(new ReloadCommand(terminal));
        all.addSubcommand(new StopCommand(terminal));
        all.addSubcommand(new VersionCommand(terminal));
        describeExitCodes(all);
        all.addSubcommand(new BenchCommand()); // has exit codes of its own
        return all.setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler(this::wrongUsage)
                .setExecutionExceptionHandler(this::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static void describeExitCodes(CommandLine command) {
        command.getCommandSpec()
                .versionProvider(new VersionCommand.Provider())
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(sorted());
        command.getSubcommands().values().forEach(CommandLineProgram::describeExitCodes);
    }

    private static Map<String, String> sorted() {
        return new java.util.TreeMap<>(EXIT_CODES);
    }

    private int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            tell(unknown(unmatched, command));
        } else {
            tell(e.getMessage() + " (see " + nameOf(command) + " --help)");
        }
        return Exit.USAGE.code();
    }

    private static String unknown(UnmatchedArgumentException e, CommandLine command) {
        String word = e.getUnmatched().get(0);
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        String meant = Likeness.nearest(word, known)
                .map(found -> ": did you mean \"" + nameOf(command) + " " + found + "\"?")
                .orElse("");
        boolean isCommand = !command.getSubcommands().isEmpty() && !word.startsWith("-");
        return (isCommand ? "there is no command \"" : "this takes no \"") + word + "\"" + meant + " (see "
                + nameOf(command) + " --help)";
    }

    private static String nameOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (RootCommand.isVerbose(command)) {
            LoggerFactory.getLogger(CommandLineProgram.class).error("this is what happened", e);
        }
        if (e instanceof UsageFailure) {
            tell(String.valueOf(e.getMessage()));
            return Exit.USAGE.code();
        }
        if (e instanceof Failure failure) {
            tell(String.valueOf(e.getMessage()));
            return failure.exit().code();
        }
        tell("this should not happen: " + e + " (--verbose tells more; please report it)");
        return Exit.FAILED.code();
    }

    private void tell(String message) {
        terminal.err().println("regent: " + message);
        terminal.err().flush();
    }
}
