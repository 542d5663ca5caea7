package im.regent.privilege;

import im.regent.core.hook.Registration;
import im.regent.core.session.ComponentLink;
import java.util.function.Consumer;

/** Lets others speak early to a component that connects. Safe for every thread. */
@FunctionalInterface
public interface FirstWords {
    /**
     * Adds somebody who is called for every component that connects, with privileges or without: behind its advertisements, before
     * the first presence and before anything else is sent to it, on its loop. What is sent then goes out in the same flush. Must
     * only put stanzas on that stream.
     */
    Registration add(Consumer<ComponentLink> speaker);
}
