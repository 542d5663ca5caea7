/** One whole server: its hosts, features and listeners, from start to clean stop. */
@NullMarked
package im.regent.core.server;

import org.jspecify.annotations.NullMarked;
