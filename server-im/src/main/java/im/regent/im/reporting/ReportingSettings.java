package im.regent.im.reporting;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.List;

/**
 * Settings of XEP-0377, HOCON path {@code features.reporting}.
 *
 * @param recipients get every report as a message
 * @param maxPerHour reports that are taken from one account
 * @param maxTextBytes length of the user's own words, as far as they are passed on
 */
record ReportingSettings(List<Jid> recipients, int maxPerHour, int maxTextBytes) {
    ReportingSettings {
        recipients = List.copyOf(recipients);
    }

    static ReportingSettings read(Settings settings) {
        return new ReportingSettings(
                settings.jids("recipients"),
                settings.integer("max-per-hour", 1, 10_000),
                settings.bytes("max-text-size", 1, 65_536));
    }
}
