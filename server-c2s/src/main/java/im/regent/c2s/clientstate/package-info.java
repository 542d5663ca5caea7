/**
 * Client State Indication (XEP-0352, version 1.0.0): what a client that nobody looks at need not have now waits. Presence and
 * chat states wait with the latest of each sender, headlines of publish-subscribe all of them; whatever else is sent to the client
 * takes with it what has waited, in order, so that nothing overtakes anything.
 * Left out: settings for each user.
 */
@NullMarked
package im.regent.c2s.clientstate;

import org.jspecify.annotations.NullMarked;
