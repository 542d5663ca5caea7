package im.regent.c2s.sasl;

import com.ongres.scram.common.ScramMechanism;

/** The hash functions of SCRAM that accounts have keys for, weakest first. */
enum ScramHash {
    SHA_1("SHA-1", 20, ScramMechanism.SCRAM_SHA_1),
    SHA_256("SHA-256", 32, ScramMechanism.SCRAM_SHA_256),
    SHA_512("SHA-512", 64, ScramMechanism.SCRAM_SHA_512);

    private final String storeName;
    private final int bytes;
    private final ScramMechanism functions;

    ScramHash(String storeName, int bytes, ScramMechanism functions) {
        this.storeName = storeName;
        this.bytes = bytes;
        this.functions = functions;
    }

    /** The name under which the keys are stored. */
    String storeName() {
        return storeName;
    }

    /** The length of its output. */
    int bytes() {
        return bytes;
    }

    ScramMechanism functions() {
        return functions;
    }
}
