package im.regent.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Constants as a person types them. */
final class Words {
    private Words() {}

    /** The constant that is called {@code word}, in capitals or not. */
    static <E extends Enum<E>> E of(E[] constants, String word) {
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        throw new TypeConversionException("'" + word + "' is none of "
                + Arrays.stream(constants)
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
