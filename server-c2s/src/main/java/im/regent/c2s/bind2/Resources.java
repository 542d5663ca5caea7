package im.regent.c2s.bind2;

import im.regent.c2s.login.InstallationSecret;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.Routing;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes the addresses of sessions. Safe for every thread. */
record Resources(Routing routing, InstallationSecret secret) {
    private static final int BYTES = 9;

    /**
     * An address for a session of an account.
     *
     * @param tag the client's name for itself, or empty
     * @param device its user agent's id, or empty
     */
    Jid address(Jid account, String tag, String device) {
        String id = device.isEmpty() ? routing.newId() : stable(account, tag, device);
        try {
            // "[client tag]/[server generated identifier]"
            return account.withResource(tag.isEmpty() ? id : tag + '/' + id);
        } catch (MalformedJidException e) {
            return plain(account, id);
        }
    }

    /** "The SASL2 <user-agent> id itself MUST NOT be exposed by the server in the generated resource identifier." */
    private String stable(Jid account, String tag, String device) {
        byte[] bytes = secret.derive(List.of("resource", account.toString(), device, tag));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, BYTES));
    }

    private static Jid plain(Jid account, String id) {
        try {
            return account.withResource(id);
        } catch (MalformedJidException e) {
            throw new IllegalStateException("ids are valid resources", e);
        }
    }
}
