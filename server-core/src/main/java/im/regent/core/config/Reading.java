package im.regent.core.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the sections of one configuration share while they are being read. */
final class Reading {
    private final Sources sources;
    private final Problems problems;
    private final Location start;
    private final MapNames mapNames;
    private final List<SettingsNode> asked = new ArrayList<>();
    private final Set<String> secretPaths = new LinkedHashSet<>();

    /** {@code start} is where problems without a place of their own are shown. */
    Reading(Sources sources, Problems problems, Location start) {
        this.sources = sources;
        this.problems = problems;
        this.start = start;
        this.mapNames = new MapNames(sources);
    }

    SettingsNode root(ConfigObject root) {
        return new SettingsNode(this, List.of(), root, start);
    }

    /** Remembers a section that somebody asked for. */
    void add(SettingsNode section) {
        asked.add(section);
    }

    /** The sections that somebody asked for, outer ones first. */
    List<SettingsNode> asked() {
        return asked;
    }

    Sources sources() {
        return sources;
    }

    Problems problems() {
        return problems;
    }

    MapNames mapNames() {
        return mapNames;
    }

    /** The paths that were read as secrets. */
    Set<String> secretPaths() {
        return secretPaths;
    }
}
