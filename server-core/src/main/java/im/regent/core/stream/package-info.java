/** XML streams without a transport: headers, errors, features and their negotiation (RFC 6120 §4). */
@NullMarked
package im.regent.core.stream;

import org.jspecify.annotations.NullMarked;
