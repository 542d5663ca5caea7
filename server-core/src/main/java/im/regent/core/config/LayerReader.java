package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import im.regent.core.config.Sources.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns files, overrides and defaults into unresolved layers; what does not parse is noted and left out. */
final class LayerReader {
    /** Far more than any configuration needs. */
    private static final long MAX_BYTES = 4L << 20;

    private final Sources sources;
    private final Problems problems;
    private final Includes includes;

    LayerReader(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
        this.includes = new Includes(this, problems);
    }

    /** The main file, then each {@code conf.d/*.conf} beside it in name order: later ones win. */
    List<Config> files(Path main) {
        List<Config> layers = new ArrayList<>();
        layers.add(file(main));
        for (Path extra : extras(main)) {
            layers.add(file(extra));
        }
        return layers;
    }

    private List<Path> extras(Path main) {
        Path folder = main.resolveSibling("conf.d");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(LayerReader::isConfiguration).sorted().toList();
        } catch (IOException e) {
            unreadable(folder, e);
            return List.of();
        }
    }

    private static boolean isConfiguration(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".conf") && !name.startsWith(".");
    }

    /** One file; empty, with a problem noted, if it cannot be read. */
    Config file(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException("larger than " + Units.bytes(MAX_BYTES));
            }
            byte[] bytes = Files.readAllBytes(path);
            CharBuffer text = CharBuffer.allocate(bytes.length);
            ByteBuffer input = ByteBuffer.wrap(bytes);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
            String decoded = text.flip().toString();
            Source source = sources.add(path.toString(), Sources.Kind.FILE, new SourceText(decoded));
            if (result.isError()) {
                int line = 1 + (int) decoded.chars().filter(c -> c == '\n').count();
                problems.error(source.at(line), "", "not UTF-8 text", "Save the file as UTF-8.");
                return ConfigFactory.empty();
            }
            return includes.within(path, () -> parse(source));
        } catch (IOException e) {
            unreadable(path, e);
            return ConfigFactory.empty();
        }
    }

    private void unreadable(Path path, IOException e) {
        Source source = sources.add(path.toString(), Sources.Kind.FILE, new SourceText(""));
        String why = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
        problems.error(source.at(0), "", "cannot be read: " + why, "");
    }

    /** A text that is not a file. */
    Config text(String name, String text) {
        return parse(sources.add(name, Sources.Kind.FILE, new SourceText(text)));
    }

    /**
     * The defaults of a feature at their path (without a star).
     *
     * @throws ConfigException if the feature's author made a mistake
     */
    Config defaults(Defaults defaults, String path) {
        Source source =
                sources.add("defaults of " + defaults.path(), Sources.Kind.DEFAULTS, new SourceText(defaults.text()));
        Config parsed = ConfigFactory.parseString(source.text().text(), options(source));
        return path.isEmpty() ? parsed : parsed.atPath(path);
    }

    /** {@code key=value} from the command line. The value is HOCON if it can be read so, else text. */
    Config override(String assignment) {
        Source source = sources.add("command line", Sources.Kind.COMMAND_LINE, new SourceText(assignment));
        int equals = equalsOutsideQuotes(assignment);
        Optional<String> path = equals < 0
                ? Optional.empty()
                : validPath(assignment.substring(0, equals).strip());
        if (path.isEmpty()) {
            String shown = equals < 0 ? "" : assignment.substring(0, equals).strip();
            problems.error(
                    source.at(0), shown, "cannot be set", "Write --set key=value, as in --set listen.c2s.port=5222.");
            return ConfigFactory.empty();
        }
        String value = assignment.substring(equals + 1).strip();
        ConfigValue leaf = hocon(source, value)
                .map(config -> config.getValue("v"))
                .orElseGet(() -> ConfigValueFactory.fromAnyRef(value, source.description()));
        return at(path.get(), leaf, source);
    }

    /** As {@code atPath}, but every section on the way has a place, which names it when nobody knows it. */
    private static Config at(String path, ConfigValue leaf, Source source) {
        List<String> keys = new ArrayList<>(ConfigUtil.splitPath(path));
        Collections.reverse(keys);
        ConfigValue value = leaf;
        for (String key : keys) {
            value = ConfigValueFactory.fromMap(Map.of(key, value), source.description());
        }
        return ((ConfigObject) value).toConfig();
    }

    private static Optional<Config> hocon(Source source, String value) {
        SourceText text = new SourceText(value);
        if (value.isEmpty() || text.tooDeepLine() > 0 || !text.unquotedUrls().isEmpty()) {
            return Optional.empty();
        }
        try {
            Config parsed = ConfigFactory.parseString("v = " + value, options(source));
            boolean single = parsed.root().size() == 1 && parsed.root().get("v") != null;
            return single ? Optional.of(parsed) : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> validPath(String path) {
        try {
            return Optional.of(ConfigUtil.joinPath(ConfigUtil.splitPath(path)));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static int equalsOutsideQuotes(String assignment) {
        boolean quoted = false;
        for (int i = 0; i < assignment.length(); i++) {
            char c = assignment.charAt(i);
            quoted ^= c == '"';
            if (c == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private Config parse(Source source) {
        if (SyntaxProblems.noteTraps(source, problems)) {
            return ConfigFactory.empty();
        }
        try {
            String text = source.text().text();
            String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return ConfigFactory.parseString(withoutMark, options(source).setIncluder(includes.of(source)));
        } catch (ConfigException e) {
            SyntaxProblems.note(e, source, problems);
            return ConfigFactory.empty();
        }
    }

    private static ConfigParseOptions options(Source source) {
        return ConfigParseOptions.defaults().setOriginDescription(source.description());
    }
}
