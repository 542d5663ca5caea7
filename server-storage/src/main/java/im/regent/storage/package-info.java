/**
 * Stores on H2, embedded, and on PostgreSQL.
 *
 * <p>{@link im.regent.storage.Storage} opens them and says what it promises; {@code docs/adr/0003} says why they are built
 * like this.
 */
@NullMarked
package im.regent.storage;

import org.jspecify.annotations.NullMarked;
