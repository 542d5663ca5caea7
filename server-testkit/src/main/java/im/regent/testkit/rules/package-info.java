/** Notes which rules the tests of a build prove, for the pages about conformance. */
@NullMarked
package im.regent.testkit.rules;

import org.jspecify.annotations.NullMarked;
