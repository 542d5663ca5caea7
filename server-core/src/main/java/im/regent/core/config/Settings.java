package im.regent.core.config;

import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One section of the configuration, as a feature reads it.
 *
 * <p>Reading never fails at once: what is wrong is noted with file and line, a harmless value is returned, and the start (or
 * the reload) is refused at the end with the whole list. Every key that nobody reads is an error too. A value that is missing and has no default is an error, except where
 * the method returns an {@code Optional}. Keys are given
 * relative to the section; a dot in a key is part of it, not a path. Not safe for more than one thread.
 */
public interface Settings {
    /** The path of this section, quoted as one would write it; empty for the whole configuration. */
    String path();

    /** The whole configuration. */
    Settings root();

    /** Whether the key has a value. */
    boolean has(String key);

    /** The keys of this section, unquoted, in the order of the file. Does not count as reading them. */
    List<String> keys();

    /** Where the key was written, {@code conf/regent.conf:12}; if it was not, where its section was. Does not count as reading. */
    String origin(String key);

    /** A section; an empty one if it is absent. */
    Settings section(String key);

    /** Whether the key has a value and this is a section, where a short form is allowed too. Does not count as reading. */
    boolean isSection(String key);

    /**
     * The keys of this section where they are names that an administrator gives: hosts, addresses, namespaces. One that
     * cannot be such a name, as {@code example.org} without quotes, is noted with an explanation and left out.
     */
    List<String> names(NameKind kind);

    /** The sections of a map by their {@link #names}, in the order of the file; empty if the key is absent. */
    default Map<String, Settings> sections(String key, NameKind kind) {
        Settings map = section(key);
        Map<String, Settings> sections = new LinkedHashMap<>();
        map.names(kind).forEach(name -> sections.put(name, map.section(name)));
        return Collections.unmodifiableMap(sections);
    }

    /** A string that is not blank. */
    String string(String key);

    /** A string, if there is one. */
    Optional<String> optionalString(String key);

    /** A whole number within bounds. */
    int integer(String key, int min, int max);

    /** A duration with a unit, within bounds. */
    Duration duration(String key, Duration min, Duration max);

    /** A size in bytes ({@code 10 KiB}), within bounds. */
    int bytes(String key, int min, int max);

    /** {@code true} or {@code false}. */
    boolean flag(String key);

    /** One of an enum's values, written in small letters as {@code managed_entity}; an unknown one gets a suggestion. */
    <E extends Enum<E>> E oneOf(String key, Class<E> type);

    /** A list of strings. */
    List<String> strings(String key);

    /** An address. */
    Jid jid(String key);

    /** A list of addresses; one that is malformed is noted and left out. */
    List<Jid> jids(String key);

    /** A secret, if it is given. */
    Optional<Secret> secret(String key);

    /** Notes that what the key says cannot be used, and why, and what to write instead. */
    void problem(String key, String message);

    /** Notes that what the key says cannot be used, and in a sentence of its own what to write instead. */
    void problem(String key, String message, String suggestion);

    /** Notes something that is allowed and probably not meant. */
    void warning(String key, String message);
}
