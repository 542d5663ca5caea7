/**
 * How many strangers an account may write to in a while: RFC 6120 §13.12, no. 5, and XEP-0205 (version 1.0.2) §3. Contacts in
 * the roster are no strangers.
 */
@NullMarked
package im.regent.im.recipients;

import org.jspecify.annotations.NullMarked;
