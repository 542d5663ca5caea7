package im.regent.im.commands;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Accounts;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.api.Presences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What administrators do with a host as a whole (XEP-0133 §4.13, §4.15, §4.23). */
record ServiceAdministration(Routing routing, Accounts accounts, Presences presences, Executor loop) {
    private static final int PAGE = 500;

    List<Command> commands() {
        return List.of(
                AdminForm.command("get-registered-users-num", "Get Number of Registered Users", this::registered),
                AdminForm.command("get-online-users-num", "Get Number of Online Users", this::online),
                AdminForm.command("announce", "Send Announcement to Online Users", this::askForAnnouncement));
    }

    private CompletionStage<Stage> registered(CommandInput input) {
        return count(input.responder().domain(), "", 0)
                .thenApply(count -> Stage.found(AdminForm.number("Registered users", "registeredusersnum", count)));
    }

    private CompletionStage<Long> count(String host, String after, long before) {
        return accounts.list(host, after, PAGE).thenCompose(page -> {
            long sum = before + page.size();
            return page.size() < PAGE
                    ? CompletableFuture.completedStage(sum)
                    : count(host, page.get(page.size() - 1).local(), sum);
        });
    }

    private CompletionStage<Stage> online(CommandInput input) {
        Set<Jid> online = new HashSet<>();
        routing.sessions().forEach(session -> online.add(session.jid().bare()));
        long count = online.stream()
                .filter(account -> account.domain().equals(input.responder().domain()))
                .count();
        return CompletableFuture.completedStage(Stage.found(AdminForm.number("Online users", "onlineusersnum", count)));
    }

    private CompletionStage<Stage> askForAnnouncement(CommandInput input) {
        Form form = AdminForm.of(
                "Send Announcement to Online Users",
                "",
                Field.optional(Field.Type.TEXT_SINGLE, "subject", "Subject"),
                Field.required(Field.Type.TEXT_MULTI, "announcement", "Announcement"));
        return Stage.ask(form, this::announce);
    }

    /** As headlines: nothing is kept, archived or answered. */
    private CompletionStage<Stage> announce(CommandInput input) {
        Jid host = input.responder();
        List<Session> receivers = new ArrayList<>();
        presences.forEach(presence -> {
            if (presence.session().jid().domain().equals(host.domain())) {
                receivers.add(presence.session());
            }
        });
        String subject = input.value("subject");
        String body = String.join("\n", input.all("announcement"));
        loop.execute(() -> receivers.forEach(receiver -> tell(host, receiver, subject, body)));
        return CompletableFuture.completedStage(Stage.done("Sessions that were told: " + receivers.size() + "."));
    }

    private void tell(Jid host, Session receiver, String subject, String body) {
        Message message = Message.to(receiver.jid(), Message.Type.HEADLINE).withFrom(host);
        message = subject.isEmpty() ? message : message.plus(Element.text(XmlWriter.CLIENT, "subject", subject));
        routing.router()
                .route(message.plus(Element.text(XmlWriter.CLIENT, "body", body)), ActingFor.unanswered(host, loop));
    }
}
