/** What belongs to an account (RFC 6121), one package for each concern. */
@NullMarked
package im.regent.im;

import org.jspecify.annotations.NullMarked;
