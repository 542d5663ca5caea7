/**
 * What a load generator needs of a client stream before the load begins: TCP or TLS, and the log-in of RFC 6120 up to
 * initial presence. Log-ins run in blocking mode; afterwards the bytes belong to whoever measures.
 */
@NullMarked
package im.regent.bench.stream;

import org.jspecify.annotations.NullMarked;
