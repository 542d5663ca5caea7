/**
 * In-band registration: XEP-0077 version 2.4. A password can be changed by its owner; new accounts, and the end of accounts, are
 * switched on by the operator.
 *
 * <p>New accounts are made on a stream before it authenticates, one on each, and within limits for the client's address: names
 * cannot be tried out at will. Where the XEP leaves a choice: the old password is not asked for, for whoever asks has logged in
 * with it; sessions of others are ended, for a password is mostly changed to shut somebody out. Removal is off, because whoever
 * holds a client for a minute could end an account for ever; what is removed is gone with all that any feature keeps.
 *
 * <p>Left out: forms in the place of the two fields, redirection, and a look at whether the stream that changes a password is
 * secured, which is what {@code c2s.require-tls} is for.
 */
@NullMarked
package im.regent.im.registration;

import org.jspecify.annotations.NullMarked;
