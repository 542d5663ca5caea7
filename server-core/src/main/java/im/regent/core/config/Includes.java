package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import im.regent.core.config.Sources.Source;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads included files, relative to the file that includes them, and says what HOCON passes over in silence: a file that is
 * not there, and a pattern.
 */
final class Includes {
    private final LayerReader reader;
    private final Problems problems;
    private final Deque<Path> reading = new ArrayDeque<>();

    Includes(LayerReader reader, Problems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    /** Parses a file; includes inside are relative to it. */
    Config within(Path file, Supplier<Config> parse) {
        reading.push(file);
        try {
            return parse.get();
        } finally {
            reading.pop();
        }
    }

    ConfigIncluder of(Source source) {
        return new Includer(source);
    }

    private ConfigObject include(Source source, String what, boolean required) {
        Location where = source.at(lineOf(source, what));
        if (what.indexOf('*') >= 0 || what.indexOf('?') >= 0) {
            notePattern(where, what);
            return empty();
        }
        Optional<Path> found = find(what);
        if (found.isEmpty()) {
            noteMissing(where, what, required);
            return empty();
        }
        if (reading.contains(found.get())) {
            problems.error(where, "", "include \"" + what + "\" includes this file again", "Remove this line.");
            return empty();
        }
        return reader.file(found.get()).root();
    }

    private void notePattern(Location where, String what) {
        if (what.equals("conf.d/*.conf")) {
            problems.warning(
                    where,
                    "",
                    "include \"conf.d/*.conf\" does nothing; these files are read anyway, after this one",
                    "Remove this line.");
        } else {
            problems.error(
                    where,
                    "",
                    "include \"" + what + "\" does nothing: HOCON includes single files, not patterns",
                    "Put the files into conf.d beside the main file: conf.d/*.conf is read in name order.");
        }
    }

    private void noteMissing(Location where, String what, boolean required) {
        String message = "include \"" + what + "\" finds no such file";
        if (required) {
            problems.error(where, "", message, "");
        } else {
            problems.warning(where, "", message, "Paths are relative to the file that includes.");
        }
    }

    private Optional<Path> find(String what) {
        Path current = reading.peek();
        if (current == null || what.isBlank() || what.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path plain = current.resolveSibling(what);
        Path withSuffix = current.resolveSibling(what + ".conf");
        return Files.isRegularFile(plain)
                ? Optional.of(plain)
                : Optional.of(withSuffix).filter(Files::isRegularFile);
    }

    private static int lineOf(Source source, String what) {
        for (int line = 1; line <= source.text().lastLine(); line++) {
            String text = source.text().line(line).strip();
            if (text.contains("include") && text.contains('"' + what + '"') && !text.startsWith("#")) {
                return line;
            }
        }
        return 1;
    }

    private static ConfigObject empty() {
        return ConfigFactory.empty().root();
    }

    private final class Includer
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        private final Source source;

        Includer(Source source) {
            this.source = source;
        }

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return Includes.this.include(source, what, isRequired(context));
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return Includes.this.include(source, what.getPath(), isRequired(context));
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            return refused(what.toString(), "url");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            return refused(what, "classpath");
        }

        private ConfigObject refused(String what, String how) {
            problems.error(
                    source.at(lineOf(source, what)), "", "include " + how + "(…) is not supported", "Include a file.");
            return empty();
        }

        private static boolean isRequired(ConfigIncludeContext context) {
            return !context.parseOptions().getAllowMissing();
        }
    }
}
