package im.regent.dist;

/** The program: what the launcher starts. */
public final class Main {
    private Main() {}

    /** Prints the version that the build wrote into the manifest. */
    public static void main(String[] args) {
        System.out.println("regent " + Main.class.getPackage().getImplementationVersion());
    }
}
