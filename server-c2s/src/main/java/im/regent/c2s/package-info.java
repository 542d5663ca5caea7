/**
 * Clients' streams (RFC 6120): negotiation of TLS, SASL and a resource, until stanzas flow. XEP-0440 is in
 * {@code im.regent.c2s.sasl}, XEP-0478 in {@code AnnouncedLimits}; stream management and SASL2 are not here yet.
 */
@NullMarked
package im.regent.c2s;

import org.jspecify.annotations.NullMarked;
