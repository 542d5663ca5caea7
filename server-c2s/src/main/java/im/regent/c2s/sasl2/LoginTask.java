package im.regent.c2s.sasl2;

import im.regent.c2s.sasl.SaslCondition;
import im.regent.core.xml.Element;
import java.util.concurrent.CompletionStage;

/** One task of one login; on the stream's loop. */
public interface LoginTask {
    /** How a task goes on. */
    sealed interface Step {
        /** The client is told this, and answers. */
        record More(Element data) implements Step {}

        /** The task is done. */
        record Done() implements Step {}

        /** The login has failed. */
        record Failed(SaslCondition condition, String text) implements Step {}
    }

    /** Its name. */
    String name();

    /**
     * Takes {@code <next/>}, and each {@code <task-data/>} after it.
     *
     * @return may fail, and the login with it
     */
    CompletionStage<Step> take(Element element);
}
