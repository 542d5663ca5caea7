/** The three stanza kinds and their errors (RFC 6120 §8). */
@NullMarked
package im.regent.core.stanza;

import org.jspecify.annotations.NullMarked;
