package im.regent.dist.tls;

/**
 * Something about certificates that an operator should know.
 *
 * @param isError whether the server must not start with it
 * @param where the file or directory
 */
public record CertificateProblem(boolean isError, String where, String message) {
    /** {@code conf/certs/example.org/privkey.pem: …} */
    @Override
    public String toString() {
        return where + ": " + (isError ? "" : "warning: ") + message;
    }
}
