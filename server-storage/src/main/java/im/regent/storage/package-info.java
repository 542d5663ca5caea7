/** The stores on H2 and PostgreSQL: the only package that knows {@code java.sql}. */
@NullMarked
package im.regent.storage;

import org.jspecify.annotations.NullMarked;
