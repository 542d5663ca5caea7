package im.regent.storage;

import im.regent.core.jid.Jid;

/** A store whose rows go when their account is deleted. */
interface AccountOwned {
    /** Makes the next change of the account start from nothing. In the account's lane, by the change that deletes the rows. */
    Claim<?> claimDeleted(Jid account);
}
