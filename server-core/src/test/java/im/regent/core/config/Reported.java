package im.regent.core.config;

import java.util.List;
import java.util.function.Consumer;

/** What a configuration reports to an administrator after a reader has read it. */
final class Reported {
    private Reported() {}

    static List<String> of(String text, Consumer<Settings> reader, Defaults... defaults) {
        return of(Configuration.ofString(text, defaults), reader);
    }

    static List<String> of(Configuration configuration, Consumer<Settings> reader) {
        reader.accept(configuration.root());
        return configuration.problems().stream().map(Problem::toString).toList();
    }
}
