package im.regent.c2s.sasl;

import java.util.concurrent.CompletionStage;

/** An exchange with a mechanism that the client may not use: fails at the first message. */
record RefusedDialogue(SaslCondition condition, String text) implements Dialogue {
    @Override
    public CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal {
        throw new SaslRefusal(condition, text);
    }

    @Override
    public String triedAccount() {
        return "";
    }
}
