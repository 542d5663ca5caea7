/**
 * Ad-hoc commands: XEP-0050 version 1.3.0, on the virtual hosts and on accounts, with forms of XEP-0004 version 2.13.2. Other
 * features {@link Commands#offer offer} commands; this one keeps the dialogues, and offers some of XEP-0133 (version 1.3.1) to
 * administrators and a few to everybody.
 *
 * <p>A command is shown to, and carried out for, those who may use it and nobody else; for administrators that means their own
 * sessions: whoever only acts for an administrator's account, as a component may, does not administer. What is asked in another
 * language than English is answered in English, and says so, rather than refused with {@code bad-locale}: clients send their
 * language always, whether they insist or not.
 *
 * <p>Left out: announcing commands by a message, payloads other than forms, and the rest of XEP-0133.
 */
@NullMarked
package im.regent.im.commands;

import org.jspecify.annotations.NullMarked;
