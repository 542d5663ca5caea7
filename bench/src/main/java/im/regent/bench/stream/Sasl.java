package im.regent.bench.stream;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The client's side of one SASL exchange (RFC 6120 §6). Messages are text; the caller does the Base64. */
interface Sasl {
    /** What this generator can speak, the cheapest first: a log-in is not what is measured. */
    List<String> KNOWN = List.of("PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256");

    /** The mechanism's registered name. */
    String mechanism();

    /** The initial response. */
    String first();

    /**
     * The answer to a challenge.
     *
     * @throws IOException when the server's challenge is not acceptable
     */
    String answer(String challenge) throws IOException;

    /**
     * Checks what came with {@code <success/>}.
     *
     * @throws IOException when the server did not prove that it knows the account
     */
    void finish(String additionalData) throws IOException;

    /** Picks among {@code offered}, or takes {@code wanted} if that is not empty. */
    static Sasl choose(Collection<String> offered, String wanted, Account account, SaltedPasswords passwords)
            throws IOException {
        String mechanism = KNOWN.stream()
                .filter(offered::contains)
                .filter(name -> wanted.isEmpty() || name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "no usable SASL mechanism: the server offers " + offered + ", wanted " + describe(wanted)));
        return mechanism.equals("PLAIN") ? new Plain(account) : new Scram(mechanism, account, passwords);
    }

    private static String describe(String wanted) {
        return wanted.isEmpty() ? "one of " + KNOWN : wanted;
    }

    /** RFC 4616. */
    record Plain(Account account) implements Sasl {
        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public String first() {
            return "\0" + account.user() + "\0" + account.password();
        }

        @Override
        public String answer(String challenge) throws IOException {
            throw new IOException("a challenge in PLAIN");
        }

        @Override
        public void finish(String additionalData) {}
    }
}
