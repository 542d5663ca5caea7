package im.regent.core.feature;

/**
 * A specification that a feature implements, for the description of the project (XEP-0453) and for people who ask what the
 * server can do.
 *
 * @param number of the RFC or XEP
 * @param version of the XEP, as it numbers itself; empty for an RFC
 * @param leftOut what is missing of it, for people; empty if it is complete
 */
public record Specification(Series series, int number, String version, String leftOut) {
    /** Who publishes it. */
    public enum Series {
        RFC,
        XEP
    }

    /** All of an RFC that concerns the feature. */
    public static Specification rfc(int number) {
        return new Specification(Series.RFC, number, "", "");
    }

    /** All that a server can do of this version of a XEP. */
    public static Specification xep(int number, String version) {
        return new Specification(Series.XEP, number, version, "");
    }

    /** The same specification, but for this. */
    public Specification without(String missing) {
        return new Specification(series, number, version, missing);
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return leftOut.isEmpty();
    }
}
