/**
 * SASL for accounts (RFC 6120 §6, RFC 4422): SCRAM (RFC 5802, RFC 7677) with and without channel binding (RFC 5929,
 * RFC 9266), PLAIN (RFC 4616), EXTERNAL (RFC 4422 Appendix A,
 * XEP-0178 1.2 §2), hashed tokens (draft-schmaus-kitten-sasl-ht-09), the list of channel bindings (XEP-0440 1.0.0) and downgrade protection (XEP-0474 0.5).
 *
 * <p>Nothing here knows a stream or XML, so every way to negotiate can use it. It goes like this:
 *
 * <ol>
 *   <li>{@link im.regent.c2s.sasl.SaslAuthenticator#offer} says what to offer on a connection; the stream writes exactly
 *       that, mechanisms and channel bindings, and keeps the value;
 *   <li>{@link im.regent.c2s.sasl.SaslAuthenticator#begin} gives an exchange for what the client chose; a choice that is
 *       not allowed is an exchange that fails at once, with the right condition;
 *   <li>{@link im.regent.c2s.sasl.SaslExchange} turns each message of the client into an
 *       {@link im.regent.c2s.sasl.Outcome}. To abort one, or to replace it by a new one, drop it.
 * </ol>
 *
 * <p>Left out: {@code tls-unique}, which TLS 1.3 does not have (RFC 9266 §3).
 */
@NullMarked
package im.regent.c2s.sasl;

import org.jspecify.annotations.NullMarked;
