/** Immutable XML trees and their serialisation (RFC 6120 §11). */
@NullMarked
package im.regent.core.xml;

import org.jspecify.annotations.NullMarked;
