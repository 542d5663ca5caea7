/** A whole server in one thread, scripted clients and components, and a virtual clock. */
@NullMarked
package im.regent.testkit;

import org.jspecify.annotations.NullMarked;
