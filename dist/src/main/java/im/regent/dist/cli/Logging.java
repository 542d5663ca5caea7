package im.regent.dist.cli;

/** How much is logged: read by logback.xml when the first logger is made. */
final class Logging {
    private static final String LEVEL = "regent.log.level";

    private Logging() {}

    /** A server tells of its start, its stop and its listeners; a command is quiet. */
    static void forServer(boolean isVerbose) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, isVerbose ? "DEBUG" : "INFO");
        }
    }
}
