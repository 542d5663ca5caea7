/** A conformance kit for privileged entities (XEP-0356) and namespace delegation (XEP-0355) that runs against any server. */
@NullMarked
package im.regent.kit;

import org.jspecify.annotations.NullMarked;
