package im.regent.bench.measure;

/** CPU seconds of the server and of the load generator, user and system time together. */
public record Cost(double server, double generator) {
    /** Nothing spent yet. */
    public static final Cost NONE = new Cost(0, 0);

    /** Both together. */
    public Cost plus(Cost other) {
        return new Cost(server + other.server, generator + other.generator);
    }

    /** What was spent since {@code earlier}. */
    public Cost minus(Cost earlier) {
        return new Cost(server - earlier.server, generator - earlier.generator);
    }
}
