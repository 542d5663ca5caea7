/**
 * Reading, checking and reporting of settings.
 *
 * <p>A {@link im.regent.core.config.ConfigurationLoader} merges defaults, files and the command line into a {@link
 * im.regent.core.config.Configuration}. Features read their {@link im.regent.core.config.Settings} into records; reading
 * remembers which keys exist and what is wrong with their values. When all have read, the configuration answers with its {@link
 * im.regent.core.config.Problem problems}, among them each key that nobody asked for.
 */
@NullMarked
package im.regent.core.config;

import org.jspecify.annotations.NullMarked;
