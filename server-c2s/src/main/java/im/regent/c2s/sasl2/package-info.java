/**
 * Extensible SASL Profile: XEP-0388 version 1.0.4. A login without a new stream header behind it, in which a client asks for more
 * than its login; other features add what that can be:
 *
 * <ul>
 *   <li>{@link im.regent.c2s.sasl2.InlineFeature}: what is done once the client is authenticated, before it is told;
 *   <li>{@link im.regent.c2s.sasl2.MechanismSource}: mechanisms that are not offered to everybody;
 *   <li>{@link im.regent.c2s.sasl2.TaskSource}: what a client has to do, or wants to do, before it is authenticated.
 * </ul>
 *
 * <p>Each is contributed by {@link im.regent.core.feature.FeatureContext#contribute}. The mechanisms are those of the profile of RFC
 * 6120, in the same list, so the hash of XEP-0474 is the same; so are retries and what failed logins meet. A stream speaks one
 * of the two profiles.
 *
 * <p>Where the XEP leaves a choice: a user agent's id that is no UUID of version 4 is {@code malformed-request}; a {@code from} of
 * another account than the one that logs in is {@code invalid-authzid}, also without an authorization string. Left out: TLS 0-RTT.
 */
@NullMarked
package im.regent.c2s.sasl2;

import org.jspecify.annotations.NullMarked;
