@NullMarked
package im.regent.c2s.fast;

import org.jspecify.annotations.NullMarked;
