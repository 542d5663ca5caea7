/**
 * Fast Authentication Streamlining Tokens: XEP-0484 version 0.2.0. A client that has logged in with its password gets a token, and
 * logs in with it in one round trip from then on, by the mechanisms of draft-schmaus-kitten-sasl-ht-09.
 *
 * <p>A token belongs to one installation of a client and to one mechanism. It ends with its time, with the use of a later one, with
 * the password that its client had proved, and with the account. Tokens are not stored: they are derived from what is stored, a
 * secret of the installation, and a key of the configuration if there is one (ADR 19).
 *
 * <p>Where the XEP leaves a choice: {@code count} is checked where a client gives it, though no TLS early data is taken;
 * {@code invalidate} forgets the client altogether. {@code HT-*-UNIQ} is left out, for TLS 1.3 has no {@code tls-unique}.
 */
@NullMarked
package im.regent.c2s.fast;

import org.jspecify.annotations.NullMarked;
