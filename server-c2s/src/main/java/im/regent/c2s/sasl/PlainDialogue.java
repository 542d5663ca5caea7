package im.regent.c2s.sasl;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The server's side of PLAIN (RFC 4616): one message, checked against the SCRAM keys of the account. */
final class PlainDialogue implements Dialogue {
    static final String WRONG = "wrong user name or password";

    /** The cheapest that is good enough first; accounts that were brought from elsewhere may lack some. */
    private static final List<ScramHash> PREFERRED =
            List.of(Mechanism.PLAIN.hash(), ScramHash.SHA_512, ScramHash.SHA_1);

    private final Keyring keyring;
    private final ScramCrypto crypto;
    private final VerifiedPasswords verified;
    private final Executor derivations;
    private final String host;
    private String triedAccount = "";

    PlainDialogue(Keyring keyring, ScramCrypto crypto, VerifiedPasswords verified, Executor derivations, String host) {
        this.keyring = keyring;
        this.crypto = crypto;
        this.verified = verified;
        this.derivations = derivations;
        this.host = host;
    }

    @Override
    public String triedAccount() {
        return triedAccount;
    }

    @Override
    public CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal {
        PlainMessage login = PlainMessage.parse(message);
        Jid account = LoginName.account(login.username(), host);
        triedAccount = account.toString();
        LoginName.checkAuthzid(login.authzid(), account);
        return keyring.find(account, PREFERRED).thenCompose(entry -> check(account, entry, login.password()));
    }

    private CompletionStage<Outcome> check(Jid account, Keyring.Entry entry, Secret password) {
        boolean isRemembered = verified.contains(account, entry.keys(), password);
        if (isRemembered && entry.isReal()) {
            return CompletableFuture.completedFuture(proved(account, entry));
        }
        // Throws if the pool is full, before any work was done.
        return CompletableFuture.supplyAsync(() -> derive(account, entry, password), derivations);
    }

    private Outcome derive(Jid account, Keyring.Entry entry, Secret password) {
        byte[] stored = entry.keys().storedKey();
        byte[] derived;
        try {
            derived = ScramCredentials.keys(
                            crypto,
                            entry.hash(),
                            password,
                            entry.keys().salt(),
                            entry.keys().iterations())
                    .storedKey();
        } catch (MalformedPasswordException e) {
            return new Outcome.Failure(SaslCondition.NOT_AUTHORIZED, WRONG, triedAccount);
        }
        boolean isRight = MessageDigest.isEqual(stored, derived);
        if (!isRight || !entry.isReal()) {
            return new Outcome.Failure(SaslCondition.NOT_AUTHORIZED, WRONG, triedAccount);
        }
        verified.add(account, entry.keys(), password);
        return proved(account, entry);
    }

    private Outcome proved(Jid account, Keyring.Entry entry) {
        return entry.refusal(triedAccount)
                .orElseGet(() -> new Outcome.Success(account, new byte[0], Proof.password(entry.keys())));
    }
}
