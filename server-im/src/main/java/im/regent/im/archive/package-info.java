/**
 * The message archives of accounts: XEP-0313 version 1.1.3 ({@code urn:xmpp:mam:2} and {@code #extended}) with preferences
 * (XEP-0441 version 0.2.0), stanza ids (XEP-0359 version 0.7.0), hints (XEP-0334 version 1.0.0) and paging (XEP-0059 version
 * 1.0).
 *
 * <p>Archived are conversations, what is encrypted, receipts (XEP-0184) and chat markers (XEP-0333), and what carries the hint
 * {@code store}; chat states alone are not.
 *
 * <p>Left out: messages of rooms, headlines and errors are not archived; pages by index and counts, which would have to count the
 * archive; further fields of the form; the ad-hoc command of XEP-0441.
 */
@NullMarked
package im.regent.im.archive;

import org.jspecify.annotations.NullMarked;
