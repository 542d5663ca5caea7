package im.regent.c2s.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.StringPreparation;
import im.regent.core.config.Secret;

/** The functions that SCRAM is made of (RFC 5802 §2.2); an interface, so that a test can count the calls. */
interface ScramCrypto {
    /**
     * {@code Hi(Normalize(password), salt, iterations)}: milliseconds of work.
     *
     * @throws MalformedPasswordException when SASLprep refuses the password
     */
    byte[] saltedPassword(ScramHash hash, Secret password, byte[] salt, int iterations)
            throws MalformedPasswordException;

    /** {@code HMAC(key, message)}. */
    byte[] hmac(ScramHash hash, byte[] key, byte[] message);

    /** {@code H(message)}. */
    byte[] digest(ScramHash hash, byte[] message);

    /** The real functions; they hold no state. */
    static ScramCrypto real() {
        return new ScramCrypto() {
            @Override
            public byte[] saltedPassword(ScramHash hash, Secret password, byte[] salt, int iterations)
                    throws MalformedPasswordException {
                char[] characters = password.reveal().toCharArray();
                checkPrepared(characters);
                return ScramFunctions.saltedPassword(
                        hash.functions(), StringPreparation.SASL_PREPARATION, characters, salt, iterations);
            }

            private void checkPrepared(char[] password) throws MalformedPasswordException {
                try {
                    StringPreparation.SASL_PREPARATION.normalize(password);
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    // The library trips over a password of which nothing is left, a soft hyphen for instance. The cause
                    // stays out: its message may quote characters of the password.
                    throw new MalformedPasswordException();
                }
            }

            @Override
            public byte[] hmac(ScramHash hash, byte[] key, byte[] message) {
                return ScramFunctions.hmac(hash.functions(), key, message);
            }

            @Override
            public byte[] digest(ScramHash hash, byte[] message) {
                return ScramFunctions.hash(hash.functions(), message);
            }
        };
    }
}
