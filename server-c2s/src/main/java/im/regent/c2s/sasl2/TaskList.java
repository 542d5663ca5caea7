package im.regent.c2s.sasl2;

import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.core.store.StoreException;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks of one login, one after the other. Belongs to the stream's loop. */
final class TaskList {
    private static final Logger log = LoggerFactory.getLogger(TaskList.class);

    private final Deque<LoginTask> open;
    private final Authentication authentication;
    private boolean isBegun;

    TaskList(List<LoginTask> tasks, Authentication authentication) {
        this.open = new ArrayDeque<>(tasks);
        this.authentication = authentication;
    }

    Authentication authentication() {
        return authentication;
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /** {@code <continue/>} with the next task. */
    Element announcement(byte[] additionalData) {
        Element tasks = Element.of(Sasl2.NAMESPACE, "tasks")
                .plusText("task", open.element().name());
        Element announcement = Element.of(Sasl2.NAMESPACE, "continue");
        return additionalData.length == 0
                ? announcement.plus(tasks)
                : announcement
                        .plusText("additional-data", SaslData.encode(additionalData))
                        .plus(tasks);
    }

    /** The task that an element is for, if it is the element's turn. */
    Optional<LoginTask> taker(Element element) {
        boolean isNext = element.localName().equals("next");
        return Optional.of(open.element())
                .filter(task ->
                        isNext ? !isBegun && element.attribute("task", "").equals(task.name()) : isBegun);
    }

    /** Gives a task its element; a task that breaks is a login that fails. */
    CompletionStage<LoginTask.Step> take(LoginTask task, Element element) {
        isBegun = true;
        return task.take(element).handle((step, failure) -> failure == null ? step : broken(Stages.cause(failure)));
    }

    /** The task that took the last element is done. */
    void finish() {
        open.remove();
        isBegun = false;
    }

    private static LoginTask.Step broken(Throwable cause) {
        if (cause instanceof StoreException) {
            log.debug("a task of a login could not be stored: {}", cause.getMessage());
        } else {
            log.error("a task of a login could not be handled", cause);
        }
        return new LoginTask.Step.Failed(
                SaslCondition.TEMPORARY_AUTH_FAILURE, "this does not work at this moment, try again later");
    }
}
