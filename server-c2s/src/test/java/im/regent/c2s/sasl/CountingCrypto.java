package im.regent.c2s.sasl;

import im.regent.core.config.Secret;
import java.util.concurrent.atomic.AtomicInteger;

/** The real functions, counted. */
final class CountingCrypto implements ScramCrypto {
    private final ScramCrypto real = ScramCrypto.real();
    private final AtomicInteger derivations = new AtomicInteger();
    private final AtomicInteger hmacs = new AtomicInteger();
    private final AtomicInteger digests = new AtomicInteger();

    /** How often each function was called. */
    record Count(int derivations, int hmacs, int digests) {}

    Count takeCount() {
        return new Count(derivations.getAndSet(0), hmacs.getAndSet(0), digests.getAndSet(0));
    }

    @Override
    public byte[] saltedPassword(ScramHash hash, Secret password, byte[] salt, int iterations)
            throws MalformedPasswordException {
        derivations.incrementAndGet();
        return real.saltedPassword(hash, password, salt, iterations);
    }

    @Override
    public byte[] hmac(ScramHash hash, byte[] key, byte[] message) {
        hmacs.incrementAndGet();
        return real.hmac(hash, key, message);
    }

    @Override
    public byte[] digest(ScramHash hash, byte[] message) {
        digests.incrementAndGet();
        return real.digest(hash, message);
    }
}
