/** Privileged entities (XEP-0356): who may act for the accounts of a host, and the acting. */
@NullMarked
package im.regent.privilege;

import org.jspecify.annotations.NullMarked;
