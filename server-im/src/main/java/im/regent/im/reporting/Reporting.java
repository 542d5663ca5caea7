package im.regent.im.reporting;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.Target;
import im.regent.im.blocking.BlockWatch;
import im.regent.im.blocking.BlockedItem;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** XEP-0377. */
final class Reporting implements Feature {
    private static final Logger log = LoggerFactory.getLogger(Reporting.class);
    private static final Logger security = LoggerFactory.getLogger("security");

    private final ReportingSettings settings;

    Reporting(ReportingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        ReportMessages messages = new ReportMessages(context, settings.recipients());
        Allowances allowances = new Allowances(settings.maxPerHour(), context.clock());
        context.own(context.require(BlockWatch.class).watch(item -> take(item, messages, allowances)));
        context.advertise(Target.HOST, Report.NAMESPACE);
    }

    private void take(BlockedItem item, ReportMessages messages, Allowances allowances) {
        Optional<Report> report = Report.parse(item.xml(), settings.maxTextBytes());
        if (report.isEmpty()) {
            return;
        }
        switch (allowances.take(item.account())) {
            case GRANTED -> {
                // Not what the user or the accused wrote: that is for the recipients alone.
                security.info(
                        "report: account={} blocked={} reason={}",
                        item.account(),
                        item.jid(),
                        report.get().reasonForLog());
                messages.send(item, report.get());
            }
            case JUST_EXCEEDED ->
                security.info("more reports than allowed, ignored for now: account={}", item.account());
            case EXCEEDED -> log.debug("a report beyond what is allowed was ignored");
        }
    }
}
