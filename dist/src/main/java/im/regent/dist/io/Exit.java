package im.regent.dist.io;

/** The exit codes of every command. */
public enum Exit {
    /** All went well. */
    OK(0),
    /** What was asked could not be done; one line says why. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** There is no server to ask. */
    NOT_RUNNING(3),
    /** The server runs, and something of it does not work. */
    DEGRADED(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }

    /** The exit code with this number; {@link #FAILED} for any other. */
    public static Exit of(int code) {
        for (Exit exit : values()) {
            if (exit.code == code) {
                return exit;
            }
        }
        return FAILED;
    }
}
