/**
 * Private XML storage: XEP-0049 version 1.2.
 *
 * <p>An element is kept by its namespace and name; one without attributes and content is the same as none. Of the two errors
 * that the XEP allows for somebody else's storage this is {@code service-unavailable}, which is also the answer of an account
 * that does not exist (RFC 6121 §8.5.1), so that nobody can tell the two apart. Reserved namespaces are refused. Left out:
 * nothing.
 */
@NullMarked
package im.regent.im.privatexml;

import org.jspecify.annotations.NullMarked;
