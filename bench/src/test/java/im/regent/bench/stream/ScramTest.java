package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScramTest {
    private static final Account ACCOUNT = new Account("user", "pencil");

    private static Scram scram(String mechanism, String nonce) {
        return new Scram(mechanism, ACCOUNT, new SaltedPasswords(), nonce);
    }

    @Test
    void exampleOfRfc5802Section5() throws IOException {
        Scram scram = scram("SCRAM-SHA-1", "fyko+d2lbbFgONRv9qkxdawL");
        assertThat(scram.first()).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        assertThat(scram.answer("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"))
                .isEqualTo("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThatCode(() -> scram.finish("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).doesNotThrowAnyException();
    }

    @Test
    void exampleOfRfc7677Section3() throws IOException {
        Scram scram = scram("SCRAM-SHA-256", "rOprNGfwEbeRWgbNEkqO");
        assertThat(scram.answer(
                        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThatCode(() -> scram.finish("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
                .doesNotThrowAnyException();
    }

    @Test
    void aServerThatDoesNotKnowTheAccountIsNotBelieved() throws IOException {
        Scram scram = scram("SCRAM-SHA-1", "abc");
        assertThatThrownBy(() -> scram.finish("v=")).isInstanceOf(IOException.class);
        scram.answer("r=abcdef,s=QSXCR+Q6sek8bf92,i=4096");
        assertThatThrownBy(() -> scram.finish("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")).hasMessageContaining("prove");
        assertThatThrownBy(() -> scram.finish("")).hasMessageContaining("prove");
    }

    @Test
    void badChallengesAreRefused() {
        Scram scram = scram("SCRAM-SHA-1", "abc");
        assertThatThrownBy(() -> scram.answer("r=abc,s=QSXCR+Q6sek8bf92,i=4096"))
                .hasMessageContaining("nonce");
        assertThatThrownBy(() -> scram.answer("r=xyz,s=QSXCR+Q6sek8bf92,i=4096"))
                .hasMessageContaining("nonce");
        assertThatThrownBy(() -> scram.answer("r=abcd,s=QSXCR+Q6sek8bf92,i=99999999"))
                .hasMessageContaining("iteration");
        assertThatThrownBy(() -> scram.answer("r=abcd,s=QSXCR+Q6sek8bf92,i=x")).hasMessageContaining("iteration");
        assertThatThrownBy(() -> scram.answer("r=abcd,s=***,i=4096")).hasMessageContaining("salt");
        assertThatThrownBy(() -> scram.answer("nonsense")).hasMessageContaining("has no r");
    }
}
