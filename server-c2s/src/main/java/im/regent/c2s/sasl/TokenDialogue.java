package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.jid.Jid;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** The server's side of a hashed token: one message, {@code authcid NUL initiator-hashed-token}. */
final class TokenDialogue implements Dialogue {
    private final ScramCrypto crypto = ScramCrypto.real();
    private final Tokens tokens;
    private final String host;
    private final byte[] bindingData;
    private String triedAccount = "";

    TokenDialogue(Tokens tokens, String host, byte[] bindingData) {
        this.tokens = tokens;
        this.host = host;
        this.bindingData = bindingData.clone();
    }

    @Override
    public String triedAccount() {
        return triedAccount;
    }

    @Override
    public CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal {
        int end = 0;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        byte[] proof = Arrays.copyOfRange(message, Math.min(end + 1, message.length), message.length);
        if (end == 0 || proof.length != ScramHash.SHA_256.bytes()) {
            throw SaslRefusal.malformed("expected user name NUL hashed token");
        }
        Jid account = LoginName.account(MessageText.decode(Arrays.copyOf(message, end)), host);
        triedAccount = account.toString();
        return tokens.use(account, token -> MessageDigest.isEqual(hashed(token, "Initiator"), proof))
                .thenApply(use -> outcome(account, use));
    }

    private byte[] hashed(byte[] token, String who) {
        byte[] name = who.getBytes(UTF_8);
        byte[] both = Arrays.copyOf(name, name.length + bindingData.length);
        System.arraycopy(bindingData, 0, both, name.length, bindingData.length);
        return crypto.hmac(ScramHash.SHA_256, token, both);
    }

    private Outcome outcome(Jid account, Tokens.Use use) {
        return switch (use.fate()) {
            case RIGHT -> new Outcome.Success(account, hashed(use.token(), "Responder"), use.proof());
            case WRONG -> new Outcome.Failure(SaslCondition.NOT_AUTHORIZED, "no such token", triedAccount);
            case EXPIRED ->
                new Outcome.Failure(SaslCondition.CREDENTIALS_EXPIRED, "this token is not good any more", triedAccount);
            case DISABLED -> new Outcome.Failure(SaslCondition.ACCOUNT_DISABLED, Keyring.DISABLED, triedAccount);
        };
    }
}
