package im.regent.dist.admin;

import java.util.List;

/** Does what commands ask of the running server. Called by several threads at a time; may block. */
@FunctionalInterface
public interface AdminHandler {
    /**
     * Answers one request.
     *
     * @param request its words, at least one
     * @return lines of words
     * @throws im.regent.dist.io.Failure when it cannot be done; the message and the exit code go to whoever asked
     */
    List<List<String>> handle(List<String> request);
}
