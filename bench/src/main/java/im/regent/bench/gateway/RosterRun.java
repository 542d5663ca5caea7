package im.regent.bench.gateway;

import im.regent.bench.measure.Cost;
import im.regent.bench.measure.Meter;
import im.regent.bench.measure.Report;
import im.regent.bench.measure.Series;
import im.regent.bench.stream.Connected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sends a component's roster sets all at once, and times them until the last answer: over several rosters in turn, then
 * all to one. Every owner has a client online that has asked for its roster, so that the server pushes each change, and
 * that answers each push. What was added is taken out again, which is a batch of its own.
 */
public final class RosterRun {
    private final RosterSettings settings;
    private final Meter meter;
    private final Map<Kind, List<Double>> seconds = new EnumMap<>(Kind.class);
    private final List<String> faults = new ArrayList<>();
    private long sent;
    private long errors;
    private long unanswered;
    private long surplus;
    private long pushed;
    private long unpushed;
    private long componentPushes;
    private Cost cost = Cost.NONE;
    private RosterBatch current = new RosterBatch(0, 0, List.of("nobody"), false);

    private enum Kind {
        SPREAD(false, false),
        SPREAD_REMOVAL(false, true),
        ONE_ACCOUNT(true, false),
        ONE_ACCOUNT_REMOVAL(true, true);

        private final boolean isOneAccount;
        private final boolean isRemoval;

        Kind(boolean isOneAccount, boolean isRemoval) {
            this.isOneAccount = isOneAccount;
            this.isRemoval = isRemoval;
        }
    }

    /** {@code meter} reads what it costs. */
    public RosterRun(RosterSettings settings, Meter meter) {
        this.settings = settings;
        this.meter = meter;
    }

    /**
     * Runs all rounds; blocks that long.
     *
     * @param gateway has been granted to set rosters
     * @param clients one of each owner, available
     * @return what went wrong; empty when every request was answered with a result, and pushed
     * @throws IOException when a connection broke, or the server's process is gone
     */
    public List<String> run(Gateway gateway, List<Connected> clients) throws IOException {
        List<String> owners = clients.stream().map(Connected::bareJid).toList();
        gateway.tell(this::heardByGateway);
        awaitRosters(gateway, clients);
        int serial = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            for (Kind kind : Kind.values()) {
                serial++;
                List<String> whose = kind.isOneAccount ? owners.subList(0, 1) : owners;
                if (!run(gateway, kind, new RosterBatch(serial, settings.sets(), whose, kind.isRemoval))) {
                    return List.copyOf(faults);
                }
            }
        }
        return List.copyOf(faults);
    }

    private void awaitRosters(Gateway gateway, List<Connected> clients) throws IOException {
        Set<String> waiting = new HashSet<>();
        for (Connected client : clients) {
            String owner = client.bareJid();
            waiting.add(owner);
            Voice voice = gateway.join(client);
            voice.tell((self, element) -> heardByClient(self, owner, element, waiting));
            // RFC 6121 §2.2: a resource that has asked for the roster is interested in pushes.
            voice.say("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
        }
        if (!gateway.hear(waiting::isEmpty, settings.patience())) {
            throw new IOException("no roster for " + waiting);
        }
    }

    private void heardByClient(Voice client, String owner, String element, Set<String> waiting) throws IOException {
        if (!element.startsWith("<iq")) {
            return;
        }
        if (Stanza.attribute(element, "id").equals("roster")) {
            waiting.remove(owner);
        } else if (isPush(element)) {
            client.say("<iq type='result' id='" + Stanza.attribute(element, "id") + "'/>");
            current.push(owner, element);
        }
    }

    private void heardByGateway(Voice gateway, String element) throws IOException {
        if (!element.startsWith("<iq")) {
            return;
        }
        if (isPush(element)) {
            componentPushes++;
            gateway.say("<iq type='result' id='" + Stanza.attribute(element, "id") + "' from='"
                    + Stanza.attribute(element, "to") + "' to='" + Stanza.attribute(element, "from") + "'/>");
        } else if (!Stanza.attribute(element, "type").equals("get")) {
            current.answer(element, System.nanoTime());
        }
    }

    private static boolean isPush(String iq) {
        return Stanza.attribute(iq, "type").equals("set") && iq.contains("jabber:iq:roster");
    }

    /** Whether it makes sense to go on. */
    private boolean run(Gateway gateway, Kind kind, RosterBatch batch) throws IOException {
        current = batch;
        String xml = batch.xml(gateway.address());
        Cost before = meter.read();
        long begin = System.nanoTime();
        gateway.say(xml);
        gateway.hear(batch::isDone, settings.patience());
        cost = cost.plus(meter.read().minus(before));
        sent += settings.sets();
        errors += batch.errors();
        unanswered += batch.unanswered();
        surplus += batch.surplus();
        pushed += batch.pushed();
        unpushed += batch.unpushed();
        faults.addAll(batch.reasons());
        if (batch.isAnswered()) {
            seconds.computeIfAbsent(kind, none -> new ArrayList<>()).add((batch.answeredAt() - begin) / 1e9);
        } else {
            faults.add(batch.unanswered() + " roster sets were not answered");
        }
        if (batch.unpushed() > 0) {
            faults.add(batch.unpushed() + " roster sets were not pushed to their owner's client");
        }
        return batch.isDone();
    }

    /** Adds the figures of what was run. */
    public void addTo(Report report) {
        report.add("roster_sets", settings.sets())
                .add("roster_accounts", settings.accounts())
                .add("roster_rounds", settings.rounds());
        seconds.forEach((kind, values) ->
                new Series(values).addTo(report, "roster_" + kind.name().toLowerCase(Locale.ROOT) + "_seconds"));
        report.add("roster_sets_sent", sent)
                .add("roster_errors", errors)
                .add("roster_unanswered", unanswered)
                .add("roster_surplus_answers", surplus)
                .add("roster_pushes", pushed)
                .add("roster_pushes_missing", unpushed)
                .add("roster_pushes_to_component", componentPushes);
        if (meter.knowsServer() && sent > 0) {
            report.add("roster_server_cpu_ms_each", cost.server() * 1000 / sent);
        }
    }
}
