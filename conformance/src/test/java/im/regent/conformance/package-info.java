/** Compares the rules of the specifications with the tests that prove them, and makes the pages about it. */
@NullMarked
package im.regent.conformance;

import org.jspecify.annotations.NullMarked;
