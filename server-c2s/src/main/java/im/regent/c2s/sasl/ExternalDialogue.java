package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.store.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The server's side of EXTERNAL (RFC 4422 Appendix A, XEP-0178 §2): who the client is has been proved by its certificate, and
 * the one message only says which of the certificate's accounts is meant.
 */
final class ExternalDialogue implements Dialogue {
    private final Keyring keyring;
    private final List<Jid> accounts;
    private final Optional<Jid> claimed;
    private String triedAccount = "";

    /**
     * For a certificate that was validated.
     *
     * @param accounts its addresses of this host
     * @param claimed the stream's {@code from}, if it has one
     */
    ExternalDialogue(Keyring keyring, List<Jid> accounts, Optional<Jid> claimed) {
        this.keyring = keyring;
        this.accounts = accounts;
        this.claimed = claimed;
    }

    @Override
    public String triedAccount() {
        return triedAccount;
    }

    @Override
    public CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal {
        String authzid = MessageText.decode(message);
        Jid account = authzid.isEmpty() ? implied() : named(authzid);
        triedAccount = account.toString();
        return keyring.credentials(account).thenApply(found -> outcome(account, found));
    }

    private Jid named(String authzid) throws SaslRefusal {
        try {
            Jid wanted = Jid.parse(authzid);
            if (accounts.contains(wanted)) {
                return wanted;
            }
        } catch (MalformedJidException e) {
            throw notInCertificate();
        }
        throw notInCertificate();
    }

    private static SaslRefusal notInCertificate() {
        return new SaslRefusal(
                SaslCondition.INVALID_AUTHZID,
                "the authorization identity must be absent or a bare address of this host in the certificate");
    }

    /** RFC 6120 §13.7.2.2.1, sub-cases #1 and #2: the only one, or the one in the stream's {@code from}. */
    private Jid implied() throws SaslRefusal {
        if (accounts.size() == 1) {
            return accounts.get(0);
        }
        // XEP-0178 §2: "If no authorization identity is included, then the server SHOULD return [...]
        // <invalid-authzid/>".
        return claimed.filter(accounts::contains)
                .orElseThrow(() -> new SaslRefusal(
                        SaslCondition.INVALID_AUTHZID,
                        "the certificate is for several accounts: name one as authorization identity"));
    }

    private Outcome outcome(Jid account, Optional<Credentials> found) {
        if (found.isEmpty()) {
            return new Outcome.Failure(
                    SaslCondition.NOT_AUTHORIZED, "there is no account for this certificate", triedAccount);
        }
        // That its password has expired does not matter: it is not used.
        return found.get().isDisabled()
                ? new Outcome.Failure(SaslCondition.ACCOUNT_DISABLED, Keyring.DISABLED, triedAccount)
                : new Outcome.Success(account, new byte[0], Proof.other());
    }
}
