/** Clients and components as a server sees them: XML in, XML out, with deadlines. */
@NullMarked
package im.regent.kit.stream;

import org.jspecify.annotations.NullMarked;
