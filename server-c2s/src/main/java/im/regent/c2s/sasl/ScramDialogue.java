package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.jid.Jid;
import im.regent.core.store.ScramKeys;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of SCRAM (RFC 5802 §5).
 *
 * <p>Two messages of the client: the first names the account and gets salt and iterations, whether or not there is such an
 * account; the second proves the password. Everything that decides about the second one is computed in every case and
 * compared in constant time, so neither the answer nor its cost says which part was wrong.
 */
final class ScramDialogue implements Dialogue {
    private final Keyring keyring;
    private final ScramCrypto crypto;
    private final Supplier<String> nonces;
    private final SaslOffer offer;
    private final Mechanism mechanism;
    private String triedAccount = "";
    private @Nullable Pending pending;

    /** What the first message leads to, and the second is checked against. */
    private record Pending(ClientFirst first, Jid account, Keyring.Entry entry, String nonce, String serverFirst) {}

    ScramDialogue(Keyring keyring, ScramCrypto crypto, Supplier<String> nonces, SaslOffer offer, Mechanism mechanism) {
        this.keyring = keyring;
        this.crypto = crypto;
        this.nonces = nonces;
        this.offer = offer;
        this.mechanism = mechanism;
    }

    @Override
    public String triedAccount() {
        return triedAccount;
    }

    @Override
    public CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal {
        Pending known = pending;
        return known == null
                ? begin(ClientFirst.parse(message))
                : CompletableFuture.completedFuture(finish(known, ClientFinal.parse(message)));
    }

    private CompletionStage<Outcome> begin(ClientFirst first) throws SaslRefusal {
        Jid account = LoginName.account(first.username(), offer.host());
        triedAccount = account.toString();
        checkBinding(first);
        LoginName.checkAuthzid(first.authzid(), account);
        return keyring.find(account, List.of(mechanism.hash())).thenApply(entry -> challenge(first, account, entry));
    }

    private void checkBinding(ClientFirst first) throws SaslRefusal {
        boolean isUsed = first.flag() == ClientFirst.Flag.USED;
        if (first.flag() == ClientFirst.Flag.NOT_OFFERED && offer.bindsChannel()) {
            // RFC 5802 §6: "If the flag is set to "y" and the server supports channel binding, the server MUST fail
            // authentication": somebody has taken the -PLUS mechanisms from the list.
            throw unacceptable("e=server-does-support-channel-binding");
        }
        if (isUsed != mechanism.bindsChannel()) {
            throw SaslRefusal.malformed("p= belongs to the -PLUS mechanisms, n and y to the others");
        }
        if (isUsed && offer.channelBinding(first.bindingType()).isEmpty()) {
            throw unacceptable("e=unsupported-channel-binding-type");
        }
    }

    private static SaslRefusal unacceptable(String text) {
        return new SaslRefusal(SaslCondition.NOT_AUTHORIZED, text);
    }

    private Outcome challenge(ClientFirst first, Jid account, Keyring.Entry entry) {
        String nonce = first.nonce() + nonces.get();
        String message = "r=" + nonce + ",s=" + base64(entry.keys().salt()) + ",i="
                + entry.keys().iterations() + downgradeProtection();
        pending = new Pending(first, account, entry, nonce, message);
        return new Outcome.Challenge(message.getBytes(UTF_8));
    }

    private String downgradeProtection() {
        return offer.protectedText()
                .map(text -> ",h=" + base64(crypto.digest(mechanism.hash(), text)))
                .orElse("");
    }

    private Outcome finish(Pending known, ClientFinal message) throws SaslRefusal {
        if (message.proof().length != mechanism.hash().bytes()) {
            throw SaslRefusal.malformed("the proof has the wrong length");
        }
        if (!MessageDigest.isEqual(message.channelBinding(), expectedBinding(known.first()))) {
            throw unacceptable("e=channel-bindings-dont-match");
        }
        byte[] signed =
                (known.first().bare() + ',' + known.serverFirst() + ',' + message.withoutProof()).getBytes(UTF_8);
        ScramKeys keys = known.entry().keys();
        boolean isProved = isProved(keys, message.proof(), signed);
        boolean isFresh = MessageDigest.isEqual(
                message.nonce().getBytes(UTF_8), known.nonce().getBytes(UTF_8));
        if (!isProved || !isFresh || !known.entry().isReal()) {
            return failure(SaslCondition.NOT_AUTHORIZED, PlainDialogue.WRONG);
        }
        return known.entry().refusal(triedAccount).orElseGet(() -> success(known.account(), keys, signed));
    }

    private Outcome success(Jid account, ScramKeys keys, byte[] signed) {
        String verifier = "v=" + base64(crypto.hmac(mechanism.hash(), keys.serverKey(), signed));
        return new Outcome.Success(account, verifier.getBytes(UTF_8), Proof.password(keys));
    }

    private byte[] expectedBinding(ClientFirst first) {
        byte[] header = first.gs2Header().getBytes(UTF_8);
        byte[] data = offer.channelBinding(first.bindingType()).orElse(new byte[0]);
        byte[] both = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, both, header.length, data.length);
        return both;
    }

    /** RFC 5802 §3: the proof is the client key, hidden by a signature that only the stored key can make. */
    private boolean isProved(ScramKeys keys, byte[] proof, byte[] signed) {
        byte[] clientKey = crypto.hmac(mechanism.hash(), keys.storedKey(), signed);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return MessageDigest.isEqual(crypto.digest(mechanism.hash(), clientKey), keys.storedKey());
    }

    private Outcome failure(SaslCondition condition, String text) {
        return new Outcome.Failure(condition, text, triedAccount);
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
