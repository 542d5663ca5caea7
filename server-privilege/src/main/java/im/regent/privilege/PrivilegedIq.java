package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import java.util.Optional;

/**
 * A request that an entity sends as a user, and its answer (XEP-0356 §6).
 *
 * @param outer what the entity sent
 * @param request from the user's bare address; without {@code to} for the user's own account
 */
record PrivilegedIq(Iq outer, Iq request) {
    static final Name WRAPPER = new Name(PrivilegeXml.NAMESPACE, "privileged_iq");

    /** The request, if the entity may send it; whether there is such an account is not looked at. */
    static PrivilegedIq parse(Iq outer, Judge judge) throws RefusedException {
        Jid account = account(outer, judge);
        Element inner = Unwrapping.onlyChild(outer.request());
        checkWrapped(inner, outer);
        Element payload = Unwrapping.onlyChild(inner);
        judge.iq(account, payload.namespace(), outer.type()).orRefuse();
        return new PrivilegedIq(outer, (Iq) Unwrapping.rebuilt(inner, account));
    }

    private static Jid account(Iq outer, Judge judge) throws RefusedException {
        Optional<Jid> account = outer.to().filter(to -> to.hasLocal() && to.isBare());
        if (account.isEmpty()) {
            throw RefusedException.forbidden("a privileged iq is for the bare address of an account");
        }
        judge.requests(account.get().domain()).orRefuse();
        return account.get();
    }

    private static void checkWrapped(Element inner, Iq outer) throws RefusedException {
        if (!inner.namespace().equals(XmlWriter.CLIENT)) {
            throw RefusedException.forbidden("the wrapped iq must be in jabber:client");
        }
        if (!inner.localName().equals("iq")) {
            throw RefusedException.badRequest("<privileged_iq/> must hold an iq");
        }
        Optional<Jid> from = Unwrapping.address(inner, "from");
        if (from.isPresent() && !from.equals(outer.to())) {
            throw RefusedException.forbidden("the wrapped iq must be from " + outer.receiver() + ", or without 'from'");
        }
        if (!inner.attribute("type", "").equals(outer.type().value())) {
            throw RefusedException.forbidden("the wrapped iq must have the type of its wrapper");
        }
    }

    Jid account() {
        return outer.receiver();
    }

    /** What the entity gets: the answer of the addressee, wrapped, or that there was none in time. */
    Iq answer(Optional<Iq> answer) {
        if (answer.isEmpty()) {
            // Nothing is forwarded: so the entity can tell a server that gave up from an addressee that said no.
            return outer.error(StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "nobody answered in time"));
        }
        Iq inner = answer.get().withTo(account());
        Iq wrapped = inner.from().isPresent() ? inner : inner.withFrom(account());
        Iq result = outer.result(PrivilegeXml.wrapped(wrapped));
        if (!inner.isError()) {
            return result;
        }
        // RFC 6120 §8.3.1: an error stanza MUST contain an <error/>; the addressee's own is repeated.
        Element error = inner.xml()
                .child(XmlWriter.CLIENT, "error")
                .orElseGet(() -> StanzaError.of(Condition.SERVICE_UNAVAILABLE, "the error says nothing")
                        .xml());
        return (Iq) PrivilegeXml.own(result.xml().with("type", "error").plus(error));
    }
}
