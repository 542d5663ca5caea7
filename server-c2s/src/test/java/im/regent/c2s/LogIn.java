package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import im.regent.core.xml.Element;
import java.util.Base64;
import java.util.List;

/** One attempt to log in, from {@code <auth/>} to the server's last word. SCRAM is a library's, and checks that word. */
record LogIn(String mechanism, String user, String password) {
    static LogIn of(String mechanism, String user) {
        return new LogIn(mechanism, user, ClientWorld.PASSWORD);
    }

    LogIn withPassword(String other) {
        return new LogIn(mechanism, user, other);
    }

    /** What came of it, as {@link Script#outcome} says it. */
    String on(WiredClient client) {
        Script.forget(client);
        if (mechanism.equals("PLAIN")) {
            client.sends(Script.auth("PLAIN", Script.base64('\0' + user + '\0' + password)));
            return Script.outcome(client);
        }
        try {
            return scram(client);
        } catch (ScramException e) {
            throw new AssertionError(e);
        }
    }

    private String scram(WiredClient client) throws ScramException {
        ScramClient.FinalBuildStage builder = ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism, mechanism.replace("-PLUS", "")))
                .username(user)
                .password(password.toCharArray());
        ScramClient scram = mechanism.endsWith("-PLUS")
                ? builder.channelBinding("tls-server-end-point", new byte[32]).build()
                : builder.build();
        client.sends(Script.auth(mechanism, Script.base64(scram.clientFirstMessage())));
        if (!client.elements.getLast().localName().equals("challenge")) {
            return Script.outcome(client);
        }
        scram.serverFirstMessage(text(client.elements.remove()));
        client.sends(Script.response(Script.base64(scram.clientFinalMessage())));
        if (client.elements.getLast().localName().equals("success")) {
            scram.serverFinalMessage(text(client.elements.getLast())); // throws unless the server proves itself
        }
        return Script.outcome(client);
    }

    /** What the data of a SASL element says. */
    static String text(Element element) {
        return new String(Base64.getDecoder().decode(element.text()), UTF_8);
    }
}
