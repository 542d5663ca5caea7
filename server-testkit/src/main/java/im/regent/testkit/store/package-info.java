/**
 * What every implementation of {@link im.regent.core.store.Stores} must do, as tests to inherit: the in-memory twin, H2 and
 * PostgreSQL run the same ones.
 */
@NullMarked
package im.regent.testkit.store;

import org.jspecify.annotations.NullMarked;
