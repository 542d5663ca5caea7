/**
 * SASL Upgrade Tasks: XEP-0480 version 0.2.0. A client that has proved its password makes the SCRAM keys that its account lacks, for
 * accounts that were brought from a server with weaker ones, or that are older than the present number of iterations.
 *
 * <p>Where the XEP leaves a choice: a task is given only where it changes something, and only to a client that has shown its password
 * (SCRAM or PLAIN): whoever logs in with a certificate or a token cannot set one. Nothing is downgraded: there is no task for SHA-1.
 */
@NullMarked
package im.regent.c2s.upgrade;

import org.jspecify.annotations.NullMarked;
