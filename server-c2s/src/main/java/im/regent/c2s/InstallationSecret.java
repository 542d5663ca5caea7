package im.regent.c2s;

import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.xml.Element;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Random bytes that stay the same for the life of the installation: made at the first start, kept in storage. */
final class InstallationSecret {
    private static final String NAMESPACE = "urn:regent:secret:0";
    private static final int BYTES = 32;

    /** Nobody's address (RFC 2606 §2): the secret belongs to the installation, whatever hosts it has. */
    private static final Jid OWNER = Jid.valueOf("installation.invalid");

    private InstallationSecret() {}

    /** Waits for storage: for the start of the server only. */
    static byte[] read(FeatureContext context) {
        Documents<Element> documents = context.stores().documents("installation-secret", Codec.xml());
        Element secret = documents
                .update(OWNER, known -> known.or(() -> Optional.of(fresh())))
                .toCompletableFuture()
                .join()
                .orElseThrow();
        return HexFormat.of().parseHex(secret.text());
    }

    private static Element fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Element.text(NAMESPACE, "secret", HexFormat.of().formatHex(bytes));
    }
}
