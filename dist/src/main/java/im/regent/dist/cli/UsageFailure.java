package im.regent.dist.cli;

/** The command line cannot be meant so; exit code 2. */
final class UsageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageFailure(String message) {
        super(message);
    }
}
