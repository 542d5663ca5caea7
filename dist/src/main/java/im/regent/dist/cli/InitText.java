package im.regent.dist.cli;

import im.regent.core.jid.Jid;
import im.regent.dist.server.Home;
import im.regent.dist.server.Setup;
import im.regent.dist.tls.KeyAndChain;

/** What is left to do after {@code regent init}. */
final class InitText {
    private InitText() {}

    static String of(Setup setup, Jid admin, KeyAndChain certificate) {
        String host = admin.domain();
        boolean isUsual = setup.configuration().equals(setup.home().configuration());
        String option = isUsual ? "" : " --config " + Home.shown(setup.configuration());
        boolean isSelfSigned = certificate
                .leaf()
                .getIssuerX500Principal()
                .equals(certificate.leaf().getSubjectX500Principal());
        return """
                configuration  %s
                certificate    %s, until %s%s
                               SHA-256 %s
                account        %s (admin)

                DNS records for %s:
                  %s.                     A and AAAA   the addresses of this machine
                  _xmpp-client._tcp.%s.   SRV          0 5 5222 %s.
                  _xmpps-client._tcp.%s.  SRV          0 5 5223 %s.

                next: regent check%s
                      regent run%s
                      regent user add bob@%s%s""".formatted(
                        Home.shown(setup.configuration()),
                        Home.shown(setup.certificateFolder()),
                        certificate.expires().toString().substring(0, 10),
                        isSelfSigned ? ", self-signed: put a real one there before people use it" : "",
                        certificate.fingerprint(),
                        admin,
                        host,
                        host,
                        host,
                        host,
                        host,
                        host,
                        option,
                        option,
                        host,
                        option);
    }
}
