package im.regent.core.feature;

import im.regent.core.routing.Routing;
import im.regent.core.store.Stores;
import im.regent.core.time.Scheduler;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What all features of one server share. */
public record ServerParts(
        Routing routing,
        Stores stores,
        InstantSource clock,
        Scheduler scheduler,
        Executor loop,
        Supplier<Executor> loops) {}
