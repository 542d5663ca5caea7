/** How the results are shown: a table, JSON, and a page that compares servers. */
@NullMarked
package im.regent.kit.report;

import org.jspecify.annotations.NullMarked;
