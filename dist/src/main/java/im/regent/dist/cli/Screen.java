package im.regent.dist.cli;

import im.regent.dist.server.Demo;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees when the server has started: for the demo everything one needs to log in. */
final class Screen {
    private Screen() {}

    static String of(Installation installation, RunningServer server) {
        StatusReport status = server.status();
        List<String> lines = new ArrayList<>();
        String data = Home.shown(installation.data());
        if (installation.isDemo()) {
            lines.add("regent " + status.version() + "  demo  data: " + data
                    + "  (this machine only; start afresh: regent run --reset)");
            accounts(installation, lines);
        } else {
            lines.add("regent " + status.version() + "  configuration: " + Home.shown(installation.configuration())
                    + "  data: " + data);
        }
        lines.add("  xmpp         " + clients(status));
        for (StatusReport.Host host : status.hosts()) {
            lines.add("  certificate  " + host.name() + "  SHA-256 " + host.fingerprint());
        }
        if (installation.isDemo()) {
            lines.add("               trust " + Home.shown(installation.data().resolve("ca.pem"))
                    + " in clients that ask for an authority");
        }
        components(installation, status, lines);
        lines.add(next(installation, status));
        return String.join("\n", lines);
    }

    private static void accounts(Installation installation, List<String> lines) {
        String label = "  accounts     ";
        for (Map.Entry<String, String> entry :
                Demo.credentials(installation.data()).all().entrySet()) {
            if (entry.getKey().contains("@")) {
                lines.add(label + entry.getKey() + " / " + entry.getValue());
                label = "               ";
            }
        }
    }

    private static String clients(StatusReport status) {
        return status.listeners().stream()
                .filter(socket -> socket.name().startsWith("c2s"))
                .map(socket -> address(socket) + (socket.name().equals("c2s") ? " STARTTLS" : " TLS"))
                .collect(Collectors.joining(", "));
    }

    private static String address(StatusReport.Socket socket) {
        String address = socket.address().contains(":") ? "[" + socket.address() + "]" : socket.address();
        return address + ":" + socket.port();
    }

    private static void components(Installation installation, StatusReport status, List<String> lines) {
        String sockets = status.listeners().stream()
                .filter(socket -> socket.name().startsWith("component"))
                .map(socket -> address(socket) + (socket.name().equals("component") ? "" : " TLS"))
                .collect(Collectors.joining(", "));
        for (StatusReport.Peer component : status.components()) {
            String secret = installation
                    .credentials()
                    .flatMap(file -> file.of(component.address()))
                    .map(value -> " / " + value + "  (privileged)")
                    .orElse("");
            lines.add("  component    " + sockets + "  " + component.address() + secret);
        }
    }

    private static String next(Installation installation, StatusReport status) {
        String usual = Home.shown(installation.home().demo());
        String data = Home.shown(installation.data());
        String where = !installation.isDemo()
                ? installation.configuration().equals(installation.home().configuration())
                        ? ""
                        : " --config " + Home.shown(installation.configuration())
                : data.equals(usual) ? "" : " --data " + data;
        String host =
                status.hosts().isEmpty() ? Demo.HOST : status.hosts().get(0).name();
        return "next: regent selftest" + where + "  |  regent user add carol@" + host + where + "  |  regent status"
                + where + "  |  docs/quickstart.md";
    }
}
