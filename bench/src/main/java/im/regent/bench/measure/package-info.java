/** What a run cost, read from the operating system and the JVM, and how it is told. */
@NullMarked
package im.regent.bench.measure;

import org.jspecify.annotations.NullMarked;
