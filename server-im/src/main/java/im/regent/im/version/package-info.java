/**
 * Software version: XEP-0092 version 1.1.
 */
@NullMarked
package im.regent.im.version;

import org.jspecify.annotations.NullMarked;
