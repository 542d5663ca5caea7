package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;

/** What clients write where a mechanism wants a user name or an authorization identity. */
final class LoginName {
    private LoginName() {}

    /**
     * The account of a user name: a localpart, or the whole bare address, since people type both. The name goes through
     * the UsernameCaseMapped profile (RFC 7622 §3.3), as an address does everywhere else.
     */
    static Jid account(String name, String host) throws SaslRefusal {
        try {
            Jid account = name.indexOf('@') < 0 ? Jid.of(name, host, "") : Jid.parse(name);
            if (account.hasLocal() && account.isBare() && account.domain().equals(host)) {
                return account;
            }
        } catch (MalformedJidException e) {
            throw wrongForm(host);
        }
        throw wrongForm(host);
    }

    private static SaslRefusal wrongForm(String host) {
        return new SaslRefusal(
                SaslCondition.NOT_AUTHORIZED,
                "log in with a user name, as alice, or with an address, as alice@" + host);
    }

    /**
     * Checks that an authorization identity, where one is given, is the account itself. RFC 6120 §6.3.8: "the
     * authorization identity … MUST be … a bare JID"; acting for another account is not for a login.
     */
    static void checkAuthzid(String authzid, Jid account) throws SaslRefusal {
        if (authzid.isEmpty()) {
            return;
        }
        try {
            if (Jid.parse(authzid).equals(account)) {
                return;
            }
        } catch (MalformedJidException e) {
            throw invalidAuthzid();
        }
        throw invalidAuthzid();
    }

    private static SaslRefusal invalidAuthzid() {
        return new SaslRefusal(
                SaslCondition.INVALID_AUTHZID,
                "the authorization identity must be absent or the bare address of the account that logs in");
    }
}
