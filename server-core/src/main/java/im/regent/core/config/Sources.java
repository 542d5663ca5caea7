package im.regent.core.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that values come from.
 *
 * <p>The HOCON library keeps a description with each value. It gets {@code #7}, the number of the source, which makes
 * {@code merge of #7: 3,#2: 12} readable again, whatever characters a file name has.
 */
final class Sources {
    /** What a source is. */
    enum Kind {
        FILE,
        COMMAND_LINE,
        ENVIRONMENT,
        DEFAULTS
    }

    private static final Pattern PLACE = Pattern.compile("#(\\d+)(?:: (\\d+))?");

    private final List<Source> all = new ArrayList<>();

    Source add(String name, Kind kind, SourceText text) {
        Source source = new Source(all.size(), name, kind, text);
        all.add(source);
        return source;
    }

    /** The place in what the administrator wrote, if he wrote it anywhere. */
    Optional<Place> written(ConfigOrigin origin) {
        return places(origin).stream()
                .filter(place -> place.source().kind() != Kind.DEFAULTS)
                .findFirst();
    }

    /** The place that decided: what was written, else the default. */
    Optional<Place> place(ConfigOrigin origin) {
        return written(origin).or(() -> places(origin).stream().findFirst());
    }

    private List<Place> places(ConfigOrigin origin) {
        List<Place> found = new ArrayList<>();
        Matcher matcher = PLACE.matcher(origin.description());
        while (matcher.find()) {
            int line = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            found.add(new Place(all.get(Integer.parseInt(matcher.group(1))), line));
        }
        return found;
    }

    /** One text: a file, an override, a variable, a {@code defaults.conf}. */
    record Source(int number, String name, Kind kind, SourceText text) {
        String description() {
            return "#" + number;
        }

        Location at(int line) {
            return new Location(number, name, kind == Kind.FILE || kind == Kind.DEFAULTS ? line : 0);
        }
    }

    /** A line of a source. */
    record Place(Source source, int line) {
        Location location() {
            return source.at(line);
        }

        String lineText() {
            return source.text().line(line);
        }
    }
}
