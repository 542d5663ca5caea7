/**
 * What the profiles of SASL share, the one of RFC 6120 §6 and the one of XEP-0388: what a stream offers, the exchange that is going
 * on, and what failed logins meet. A profile writes the XML, and nothing else.
 */
@NullMarked
package im.regent.c2s.login;

import org.jspecify.annotations.NullMarked;
