/**
 * The load of {@code bench privileged}: what a component that the server lets act for its users (XEP-0356,
 * {@code urn:xmpp:privilege:2}) costs beside the users themselves. Messages are measured with the load of
 * {@code bench chat}; roster sets are sent all at once, and are timed until the last answer.
 *
 * <p>Nothing here knows one server: it reads what the server advertises, and answers what a component and a client
 * have to answer.
 */
@NullMarked
package im.regent.bench.gateway;

import org.jspecify.annotations.NullMarked;
