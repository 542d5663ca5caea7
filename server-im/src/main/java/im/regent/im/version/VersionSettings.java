package im.regent.im.version;

import im.regent.core.config.Settings;

/** Settings of software version, HOCON path {@code features.version}. */
record VersionSettings(boolean doesTellVersion) {
    static VersionSettings read(Settings settings) {
        return new VersionSettings(settings.flag("tell-version"));
    }
}
