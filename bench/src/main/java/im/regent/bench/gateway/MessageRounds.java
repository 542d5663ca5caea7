package im.regent.bench.gateway;

import im.regent.bench.chat.ChatRun;
import im.regent.bench.chat.ChatSettings;
import im.regent.bench.chat.Envelope;
import im.regent.bench.chat.Figures;
import im.regent.bench.chat.Route;
import im.regent.bench.measure.Meter;
import im.regent.bench.measure.Report;
import im.regent.bench.measure.Series;
import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Wire;
import im.regent.bench.stream.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The same load twice in each round: messages that users send, and messages that a component sends as the same users to
 * the same receivers. Which of the two comes first changes from round to round, so that a server which grows faster
 * or slower favours neither.
 *
 * <p>Every run has numbers of its own. So a straggler of an earlier run, or a late second copy, is foreign to the next.
 */
public final class MessageRounds {
    private final ChatSettings settings;
    private final int rounds;
    private final Meter meter;
    private final List<Figures> ordinary = new ArrayList<>();
    private final List<Figures> privileged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private enum Kind {
        ORDINARY,
        PRIVILEGED
    }

    /**
     * Two people who are logged in.
     *
     * @param to how the receiver is addressed
     */
    public record Couple(Connected sender, Connected receiver, String to) {}

    /**
     * Prepares rounds.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public MessageRounds(ChatSettings settings, int rounds, Meter meter) {
        if (rounds < 1 || 2L * rounds * settings.pairs() > Route.MAX_ROUTES) {
            throw new IllegalArgumentException("rounds: at least 1, and with pairs at most " + Route.MAX_ROUTES / 2);
        }
        this.settings = settings;
        this.rounds = rounds;
        this.meter = meter;
    }

    /**
     * Runs all rounds; blocks that long.
     *
     * @param component may send messages as the senders, who are users of {@code domain}
     * @return what went wrong; empty when every message arrived once and in order
     * @throws IOException when the server's process is gone
     */
    public List<String> run(Connected component, String domain, List<Couple> couples) throws IOException {
        List<Wire> senders =
                couples.stream().map(couple -> couple.sender().wire()).toList();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < 2; turn++) {
                int first = (2 * round + turn) * couples.size();
                switch (Kind.values()[(round + turn) % 2]) {
                    case ORDINARY -> note(Kind.ORDINARY, ordinary(first, couples), List.of(component.wire()));
                    case PRIVILEGED -> note(Kind.PRIVILEGED, privileged(first, couples, component, domain), senders);
                }
            }
        }
        return List.copyOf(faults);
    }

    private void note(Kind kind, List<Route> routes, List<Wire> silent) throws IOException {
        ChatRun.Outcome outcome = new ChatRun(settings, meter).run(routes, silent);
        of(kind).add(outcome.figures());
        outcome.faults().forEach(fault -> faults.add(kind.name().toLowerCase(Locale.ROOT) + ": " + fault));
    }

    private List<Figures> of(Kind kind) {
        return switch (kind) {
            case ORDINARY -> ordinary;
            case PRIVILEGED -> privileged;
        };
    }

    private static List<Route> ordinary(int first, List<Couple> couples) {
        List<Route> routes = new ArrayList<>();
        for (Couple couple : couples) {
            routes.add(new Route(
                    first + routes.size(),
                    couple.sender().wire(),
                    couple.receiver().wire(),
                    Envelope.plain(couple.to())));
        }
        return routes;
    }

    private static List<Route> privileged(int first, List<Couple> couples, Connected component, String domain) {
        List<Route> routes = new ArrayList<>();
        for (Couple couple : couples) {
            routes.add(new Route(
                    first + routes.size(),
                    component.wire(),
                    couple.receiver().wire(),
                    wrapper(component.jid(), domain, couple)));
        }
        return routes;
    }

    // XEP-0356 §5.1: "forwarded <message/> 'from' attribute MUST be a bare JID from the server"
    private static Envelope wrapper(String component, String domain, Couple couple) {
        return new Envelope(
                "<message from='" + Xml.escape(component) + "' to='" + Xml.escape(domain)
                        + "'><privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<message xmlns='jabber:client' type='chat' from='"
                        + couple.sender().bareJid() + "' to='"
                        + couple.to() + "' id='",
                "</forwarded></privilege></message>");
    }

    /** Adds the figures of what was run. */
    public void addTo(Report report) {
        report.add("pairs", settings.pairs())
                .add("window", settings.window())
                .add("body_bytes", settings.bodyBytes())
                .add("rounds", rounds);
        for (Kind kind : Kind.values()) {
            of(kind).stream().reduce(Figures::plus).ifPresent(all -> {
                report.add(prefix(kind) + "seconds", all.seconds());
                all.addTo(report, prefix(kind), meter.knowsServer());
            });
        }
        if (meter.knowsServer()) {
            ratios(privileged, ordinary, Figures::serverCost).addTo(report, "server_cpu_ratio");
        }
        ratios(ordinary, privileged, Figures::rate).addTo(report, "time_ratio");
    }

    private static String prefix(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "_";
    }

    private static Series ratios(List<Figures> above, List<Figures> below, ToDoubleFunction<Figures> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < above.size(); round++) {
            ratios.add(figure.applyAsDouble(above.get(round)) / figure.applyAsDouble(below.get(round)));
        }
        return new Series(ratios);
    }
}
