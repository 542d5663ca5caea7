/** Reading, checking and reporting of settings. */
@NullMarked
package im.regent.core.config;

import org.jspecify.annotations.NullMarked;
