/** Certificates: the local authority of the demo, self-signed ones, and PEM directories of real hosts. */
@NullMarked
package im.regent.dist.tls;

import org.jspecify.annotations.NullMarked;
