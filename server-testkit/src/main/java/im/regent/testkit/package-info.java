/**
 * A whole server in one thread, with scripted clients and components, a clock that tests own, and a guard on the log. For
 * the server's own features and for authors of components.
 */
@NullMarked
package im.regent.testkit;

import org.jspecify.annotations.NullMarked;
