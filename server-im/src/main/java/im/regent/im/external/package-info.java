/**
 * External service discovery: XEP-0215 version 1.0.0, for the accounts of this server. Credentials are what the operator wrote, or
 * are made for a limited time from a secret shared with the service, in the way of draft-uberti-behave-turn-rest.
 *
 * <p>Left out: pushes of changes (services change only when the server starts), and fields with extended information.
 */
@NullMarked
package im.regent.im.external;

import org.jspecify.annotations.NullMarked;
