package im.regent.dist.cli;

/** How much is logged: read by logback.xml when the first logger is made. */
final class Logging {
    private static final String LEVEL = "regent.log.level";

    private static final String SECURITY_LEVEL = "regent.security.level";

    private Logging() {}

    /** A server tells of its start, its stop and its listeners; a command is quiet. */
    static void forServer(boolean isVerbose) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, isVerbose ? "DEBUG" : "INFO");
        }
    }

    /** A server that lives for one test: that it refuses a wrong password on purpose is no news. */
    static void forSelftest() {
        if (System.getProperty(SECURITY_LEVEL) == null) {
            System.setProperty(SECURITY_LEVEL, "WARN");
        }
    }
}
