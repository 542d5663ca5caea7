package im.regent.dist.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is doing.
 *
 * @param state {@code ready}, or {@code degraded} when something does not work
 * @param storage what it is, and what is wrong with it
 */
public record StatusReport(
        String state,
        String version,
        long pid,
        Instant since,
        int sessions,
        String storage,
        Memory memory,
        List<Host> hosts,
        List<Socket> listeners,
        List<Peer> components) {
    /** The bytes of objects, what they may grow to, and what the process has of the machine (0 if it cannot be told). */
    public record Memory(long heapBytes, long maxHeapBytes, long residentBytes) {}

    /** A virtual host with the SHA-256 of its certificate and the end of that. */
    public record Host(String name, String fingerprint, Instant expires) {}

    /** A listening socket. */
    public record Socket(String name, String address, int port) {}

    /** A configured component. */
    public record Peer(String address, boolean isConnected) {}

    public StatusReport {
        hosts = List.copyOf(hosts);
        listeners = List.copyOf(listeners);
        components = List.copyOf(components);
    }

    /** Whether all is well. */
    public boolean isReady() {
        return state.equals("ready");
    }

    List<List<String>> words() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("state", state));
        lines.add(List.of("version", version));
        lines.add(List.of("pid", String.valueOf(pid)));
        lines.add(List.of("since", since.toString()));
        lines.add(List.of("sessions", String.valueOf(sessions)));
        lines.add(List.of("storage", storage));
        lines.add(List.of(
                "memory",
                String.valueOf(memory.heapBytes()),
                String.valueOf(memory.maxHeapBytes()),
                String.valueOf(memory.residentBytes())));
        hosts.forEach(host -> lines.add(
                List.of("host", host.name(), host.fingerprint(), host.expires().toString())));
        listeners.forEach(
                each -> lines.add(List.of("listener", each.name(), each.address(), String.valueOf(each.port()))));
        components.forEach(each -> lines.add(List.of("component", each.address(), String.valueOf(each.isConnected()))));
        return lines;
    }

    /** Reads what {@link #words} wrote in another process. */
    public static StatusReport of(List<List<String>> lines) {
        Map<String, List<String>> single = new LinkedHashMap<>();
        List<Host> hosts = new ArrayList<>();
        List<Socket> listeners = new ArrayList<>();
        List<Peer> components = new ArrayList<>();
        for (List<String> line : lines) {
            switch (line.get(0)) {
                case "host" -> hosts.add(new Host(line.get(1), line.get(2), Instant.parse(line.get(3))));
                case "listener" -> listeners.add(new Socket(line.get(1), line.get(2), Integer.parseInt(line.get(3))));
                case "component" -> components.add(new Peer(line.get(1), Boolean.parseBoolean(line.get(2))));
                default -> single.put(line.get(0), line.subList(1, line.size()));
            }
        }
        return new StatusReport(
                value(single, "state", 0),
                value(single, "version", 0),
                Long.parseLong(value(single, "pid", 0)),
                Instant.parse(value(single, "since", 0)),
                Integer.parseInt(value(single, "sessions", 0)),
                value(single, "storage", 0),
                new Memory(
                        Long.parseLong(value(single, "memory", 0)),
                        Long.parseLong(value(single, "memory", 1)),
                        Long.parseLong(value(single, "memory", 2))),
                hosts,
                listeners,
                components);
    }

    private static String value(Map<String, List<String>> single, String name, int index) {
        List<String> words = single.getOrDefault(name, List.of());
        if (index >= words.size()) {
            throw new IllegalArgumentException("a status without " + name);
        }
        return words.get(index);
    }

    /** The time since the start. */
    public Duration upTime(Instant now) {
        return Duration.between(since, now);
    }
}
