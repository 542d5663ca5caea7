package im.regent.core.routing;

import im.regent.core.stanza.Iq;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A request that the server sends for somebody, and its answer.
 *
 * @param sent complete when the request has gone its way through all hooks; whoever answers may still have to
 * @param answer the result or error; empty if nobody answered before the deadline. Never fails.
 * @param withdraw gives the request up, at once and as if nobody had answered; what is answered later is lost. Does nothing when
 *     there is an answer.
 */
public record Exchange(CompletionStage<Void> sent, CompletionStage<Optional<Iq>> answer, Runnable withdraw) {}
