/** The contract between the server and its features. */
@NullMarked
package im.regent.core.feature;

import org.jspecify.annotations.NullMarked;
