package im.regent.core.net;

import io.netty.handler.ssl.OpenSsl;

/** Which implementation of TLS serves the connections. */
public enum TlsEngine {
    /** OpenSSL's, where its library is on the class path and runs on this machine; otherwise the JDK's. */
    AUTO,
    /** The JDK's. */
    JDK,
    /** OpenSSL's: here in the form of BoringSSL, through Netty's tcnative. */
    OPENSSL;

    /** Whether {@link #OPENSSL} can be had. The first call loads the library. */
    public static boolean hasOpenSsl() {
        return OpenSsl.isAvailable();
    }

    /**
     * What {@link #AUTO} means on this machine.
     *
     * @throws IllegalStateException when it is {@link #OPENSSL} and that cannot be had
     */
    TlsEngine resolved() {
        return switch (this) {
            case AUTO -> hasOpenSsl() ? OPENSSL : JDK;
            case JDK -> JDK;
            case OPENSSL -> {
                if (!hasOpenSsl()) {
                    throw new IllegalStateException("OpenSSL cannot be used", OpenSsl.unavailabilityCause());
                }
                yield OPENSSL;
            }
        };
    }
}
