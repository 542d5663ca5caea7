package im.regent.im.commands;

import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Whoever has lost a device ends all sessions but the present one. */
record OwnSessions(Routing routing) {
    static Command command(Routing routing) {
        return new Command(
                Command.Place.ACCOUNT,
                "urn:regent:commands#end-other-sessions",
                "End my other sessions",
                Command.Permission.USER,
                new OwnSessions(routing)::end);
    }

    private CompletionStage<Stage> end(CommandInput input) {
        StreamError error = StreamError.of(StreamCondition.NOT_AUTHORIZED, "the owner ended the session");
        List<Session> others = routing.sessions().of(input.responder()).stream()
                .filter(session -> !session.equals(input.requester()))
                .toList();
        return Stages.all(others.stream().map(session -> session.close(error)).toList())
                .thenApply(closed -> Stage.done("Sessions that were ended: " + others.size() + "."));
    }
}
