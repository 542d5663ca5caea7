package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.store.MemoryStores;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever tries names learns nothing: what comes over the wire for a name that exists and for one that does not. */
@Spec(rfc = 6120)
class HarvestTest {
    private static final String ITERATIONS = "c2s.sasl.iterations = 4096";

    /** Everything that the server says to a wrong password; its part of the nonce and the salt are of a fixed form. */
    private static List<String> conversation(ClientWorld world, String mechanism, String user) {
        WiredClient client = Script.secured(world);
        if (mechanism.equals("PLAIN")) {
            client.sends(Script.auth("PLAIN", Script.base64('\0' + user + "\0wrong")));
            return client.elements.stream().map(Object::toString).toList();
        }
        String flag = mechanism.endsWith("-PLUS") ? "p=tls-server-end-point" : "n";
        client.sends(Script.auth(mechanism, Script.base64(flag + ",,n=" + user + ",r=abcdefgh")));
        String challenge = LogIn.text(client.elements.remove());
        String nonce = challenge.replaceAll("r=([^,]*),.*", "$1");
        String proof = "A".repeat(mechanism.contains("SHA-1") ? 27 : 43) + "=";
        String binding = flag.equals("n") ? "n,," : flag + ",," + "\0".repeat(32);
        client.sends(Script.response(Script.base64("c=" + Script.base64(binding) + ",r=" + nonce + ",p=" + proof)));
        String shape = challenge
                .replaceAll("abcdefgh[!-~&&[^,]]{24},", "NONCE,")
                .replaceAll("s=[A-Za-z0-9+/]{22}==,", "SALT,");
        return List.of(shape, client.elements.remove().toString(), String.valueOf(client.isOver()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"})
    @Section(value = "6.5.10", rules = "R88")
    void everyAnswerIsTheSameByteForByte(String mechanism) {
        try (ClientWorld world = new ClientWorld(ITERATIONS)) {
            List<String> known = conversation(world, mechanism, "juliet");
            assertThat(conversation(world, mechanism, "nobody")).isEqualTo(known);
            assertThat(known.toString()).contains("not-authorized");
            if (!mechanism.equals("PLAIN")) {
                assertThat(known.get(0)).isEqualTo("r=NONCE,SALT,i=4096");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256"})
    @Section(value = "6.5.10", rules = "R88")
    void saltOfAnUnknownUserStaysTheSameOverRestarts(String mechanism) {
        MemoryStores stores = new MemoryStores(Runnable::run);
        String nobody;
        String juliet;
        try (ClientWorld world = new ClientWorld(ITERATIONS, stores, Runnable::run)) {
            nobody = salt(world, mechanism, "nobody");
            juliet = salt(world, mechanism, "juliet");
            assertThat(salt(world, mechanism, "NoBody")).isEqualTo(nobody);
            assertThat(salt(world, mechanism, "somebody")).isNotEqualTo(nobody);
        }
        try (ClientWorld world = new ClientWorld(ITERATIONS, stores.reopened(Runnable::run), Runnable::run)) {
            assertThat(salt(world, mechanism, "nobody")).isEqualTo(nobody);
            assertThat(salt(world, mechanism, "juliet")).isEqualTo(juliet).isNotEqualTo(nobody);
        }
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void otherInstallationsHaveOtherSalts() {
        try (ClientWorld one = new ClientWorld(ITERATIONS);
                ClientWorld other = new ClientWorld(ITERATIONS)) {
            assertThat(salt(one, "SCRAM-SHA-256", "nobody")).isNotEqualTo(salt(other, "SCRAM-SHA-256", "nobody"));
        }
    }

    private static String salt(ClientWorld world, String mechanism, String user) {
        WiredClient client = Script.secured(world);
        client.sends(Script.auth(mechanism, Script.base64("n,,n=" + user + ",r=abcdefgh")));
        return LogIn.text(client.elements.getLast()).replaceAll(".*,s=([^,]*),.*", "$1");
    }
}
