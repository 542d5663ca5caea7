package im.regent.dist.server;

/** The version of the program. */
public final class Version {
    private Version() {}

    /** As the build wrote it into the jar; {@code development} outside of one. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
