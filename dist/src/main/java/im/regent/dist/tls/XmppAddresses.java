package im.regent.dist.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The addresses in a certificate (RFC 6120 §13.7.1.4): "a UTF8String within an otherName entity inside the subjectAltName". */
final class XmppAddresses {
    static final ASN1ObjectIdentifier ID_ON_XMPP_ADDR = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.5");

    private XmppAddresses() {}

    /** As they are written; none if the extension is malformed. */
    static List<String> in(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (extension == null) {
            return List.of();
        }
        try {
            GeneralNames names = GeneralNames.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
            return Arrays.stream(names.getNames())
                    .flatMap(name -> address(name).stream())
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Optional<String> address(GeneralName name) {
        if (name.getTagNo() != GeneralName.otherName) {
            return Optional.empty();
        }
        OtherName other = OtherName.getInstance(name.getName());
        return other.getTypeID().equals(ID_ON_XMPP_ADDR) && other.getValue() instanceof ASN1UTF8String text
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
