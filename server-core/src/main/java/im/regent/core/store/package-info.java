/** Shapes of stored data; see {@link im.regent.core.store.Stores}. */
@NullMarked
package im.regent.core.store;

import org.jspecify.annotations.NullMarked;
