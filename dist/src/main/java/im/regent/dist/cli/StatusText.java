package im.regent.dist.cli;

import im.regent.dist.server.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A status for people and for programs. */
final class StatusText {
    private static final int MEBIBYTE = 1 << 20;

    private StatusText() {}

    static String text(StatusReport report, Instant now) {
        return String.join(
                "\n",
                line("state", report.state()),
                line("version", report.version()),
                line("up", span(report.upTime(now)) + ", since " + report.since() + ", process " + report.pid()),
                line(
                        "hosts",
                        report.hosts().stream()
                                .map(host -> host.name() + " (certificate until "
                                        + host.expires().toString().substring(0, 10) + ")")
                                .collect(Collectors.joining(", "))),
                line(
                        "listeners",
                        report.listeners().stream()
                                .map(each -> each.name() + " " + each.address() + ":" + each.port())
                                .collect(Collectors.joining(", "))),
                line("sessions", String.valueOf(report.sessions())),
                line("components", components(report)),
                line("storage", report.storage()),
                line("memory", memory(report.memory())));
    }

    private static String line(String label, String value) {
        return String.format(Locale.ROOT, "%-11s %s", label, value.isEmpty() ? "none" : value);
    }

    private static String components(StatusReport report) {
        return report.components().stream()
                .map(each -> each.address() + (each.isConnected() ? " connected" : " not connected"))
                .collect(Collectors.joining(", "));
    }

    private static String memory(StatusReport.Memory memory) {
        String resident = memory.residentBytes() > 0 ? ", process " + mebibytes(memory.residentBytes()) : "";
        return "heap " + mebibytes(memory.heapBytes()) + " of " + mebibytes(memory.maxHeapBytes()) + resident;
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }

    private static String span(Duration up) {
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() + " min " + up.toSecondsPart() + " s";
    }

    static String json(StatusReport report) {
        return object(
                field("state", report.state()),
                field("version", report.version()),
                "\"pid\":" + report.pid(),
                field("since", report.since().toString()),
                "\"hosts\":"
                        + array(report.hosts().stream().map(StatusText::host).toList()),
                "\"listeners\":"
                        + array(report.listeners().stream()
                                .map(StatusText::socket)
                                .toList()),
                "\"sessions\":" + report.sessions(),
                "\"components\":"
                        + array(report.components().stream()
                                .map(StatusText::peer)
                                .toList()),
                field("storage", report.storage()),
                "\"memory\":"
                        + object(
                                "\"heap-bytes\":" + report.memory().heapBytes(),
                                "\"max-heap-bytes\":" + report.memory().maxHeapBytes(),
                                "\"resident-bytes\":" + report.memory().residentBytes()));
    }

    private static String host(StatusReport.Host host) {
        return object(
                field("name", host.name()),
                field("certificate-sha256", host.fingerprint()),
                field("certificate-expires", host.expires().toString()));
    }

    private static String socket(StatusReport.Socket socket) {
        return object(field("name", socket.name()), field("address", socket.address()), "\"port\":" + socket.port());
    }

    private static String peer(StatusReport.Peer peer) {
        return object(field("address", peer.address()), "\"connected\":" + peer.isConnected());
    }

    private static String object(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static String array(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + quoted(value);
    }

    /** RFC 8259 §7. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
