package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(rfc = 6120)
class SaslDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "AAA",
                "A",
                "AA",
                "A===",
                "====",
                "==",
                "AA=A",
                "=AAA",
                "AAAA=",
                "AAAAA",
                "AAAA AAAA",
                "AAA\n",
                "\nAAAA",
                "AAAA\r\nAAAA",
                "AA-_",
                "AA!A",
                "AAA\u00E9",
                "AAA\uFF21",
                "AAA\0",
                "AB==",
                "AAB=",
                "AA==AAAA",
                " =",
                "= "
            })
    @Section(value = "6.3.5", rules = "R80")
    void textThatIsNotStrictBase64IsRefused(String text) {
        assertThatThrownBy(() -> SaslData.decode(text)).isInstanceOf(MalformedSaslDataException.class);
    }

    @Test
    @Section(value = "6.4.2", rules = "R79")
    void equalsSignAndNoTextAreEmptyData() throws MalformedSaslDataException {
        assertThat(SaslData.decode("=")).isEmpty();
        assertThat(SaslData.decode("")).isEmpty();
        assertThat(SaslData.encode(new byte[0])).isEqualTo("=");
    }

    @Test
    void everyLengthGoesRoundTrip() throws MalformedSaslDataException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        for (int length = 1; length <= all.length; length++) {
            byte[] data = Arrays.copyOf(all, length);
            assertThat(SaslData.decode(SaslData.encode(data))).isEqualTo(data);
        }
        assertThat(SaslData.decode("AGp1bGlldAByMG0zMG15cjBtMzA=")).isEqualTo("\0juliet\0r0m30myr0m30".getBytes(UTF_8));
    }

    @Test
    void conditionsHaveTheNamesOfTheRfc() {
        assertThat(Arrays.stream(SaslCondition.values()).map(SaslCondition::element))
                .containsExactly(
                        "aborted",
                        "account-disabled",
                        "credentials-expired",
                        "encryption-required",
                        "incorrect-encoding",
                        "invalid-authzid",
                        "invalid-mechanism",
                        "malformed-request",
                        "mechanism-too-weak",
                        "not-authorized",
                        "temporary-auth-failure");
    }
}
