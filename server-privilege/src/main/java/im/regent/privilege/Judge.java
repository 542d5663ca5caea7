package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides what an entity may do by the grants of one moment. Acts and explanations ask the same questions here, so that an
 * explanation cannot say anything else than what happens.
 *
 * @param tolerated is shown what is allowed only because a grant is not enforced
 */
record Judge(Grants grants, Jid entity, Consumer<Ruling> tolerated) {
    /** A question about one kind of act, for a grant that exists. */
    private interface Rule extends Function<Grant, Ruling> {}

    /** Asks without doing anything. */
    Judge(Grants grants, Jid entity) {
        this(grants, entity, ruling -> {});
    }

    /** XEP-0356 §4.3. */
    Ruling roster(Jid account, Iq.Type type) {
        String what = "roster " + type.value();
        Rule rule = grant -> {
            String key = "roster = " + grant.roster().value();
            Ruling ruling = grant.roster().allows(type)
                    ? granted(what, key, grant.origin("roster"))
                    : missing(grant, what, key, grant.origin("roster"));
            if (!ruling.isAllowed()) {
                return ruling;
            }
            Optional<Ruling> outside = outside(grant, account);
            if (outside.isPresent()) {
                return outside.get();
            }
            return type == Iq.Type.SET ? unlessAdmin(grant, account, ruling) : ruling;
        };
        return judge(account.domain(), what, rule);
    }

    /** XEP-0356 §5.1; whether anything may be sent at all. */
    Ruling messages(Jid host) {
        String what = "message permission of " + host;
        Rule rule = grant -> {
            String key = "message = " + grant.message().value();
            return grant.message() == MessageAccess.NONE
                    ? missing(grant, what, key, grant.origin("message"))
                    : granted(what, key, grant.origin("message"));
        };
        // The exact address of the host: what is wrapped never reaches anybody else.
        return host.equals(host.domainJid()) ? judge(host.domain(), what, rule) : none(what, host.domain());
    }

    /** Whether it may speak in this version of the protocol. */
    Ruling version(Jid host, Version version) {
        String what = "version " + version.number() + " of the protocol";
        Rule rule = grant -> grant.versions().contains(version)
                ? granted(what, "protocol-versions", grant.origin("protocol-versions"))
                : Ruling.denied(notGranted(what), "protocol-versions", grant.origin("protocol-versions"));
        return judge(host.domain(), what, rule);
    }

    /** XEP-0356 §5.1; whether it may be sent as this user, or as the host. */
    Ruling message(Jid from) {
        Ruling any = messages(from.domainJid());
        return any.isAllowed() ? judge(from.domain(), "message", grant -> as(grant, from, any)) : any;
    }

    /** XEP-0356 §6.1; whether any request may be sent as a user of this host. */
    Ruling requests(String host) {
        String what = "iq permission of " + host;
        return judge(
                host,
                what,
                grant -> grant.iq().isEmpty()
                        ? missing(grant, what, "iq", grant.origin("iq"))
                        : granted(what, "iq", grant.origin("iq")));
    }

    /** XEP-0356 §6.3. */
    Ruling iq(Jid account, String namespace, Iq.Type type) {
        String what = "iq type " + type.value() + " for " + namespace;
        Rule rule = grant -> {
            Access access = grant.iq().getOrDefault(namespace, Access.NONE);
            String key = "iq.\"" + namespace + "\" = " + access.value();
            if (access.allows(type)) {
                return as(grant, account, granted(what, key, grant.origin("iq." + namespace)));
            }
            String origin = grant.origin(grant.iq().containsKey(namespace) ? "iq." + namespace : "iq");
            return isHarmless(namespace)
                    ? as(grant, account, missing(grant, what, key, origin))
                    : Ruling.denied(notGranted(what), key, origin);
        };
        return judge(account.domain(), what, rule);
    }

    /** XEP-0356 §4.4. */
    Ruling push(Jid account) {
        Rule rule = grant -> {
            String key = "roster-push = " + grant.hasPushes();
            return grant.hasPushes()
                    ? outside(grant, account).orElseGet(() -> granted("push", key, grant.origin("roster-push")))
                    : Ruling.denied(notGranted("push"), key, grant.origin("roster-push"));
        };
        return judge(account.domain(), "push", rule);
    }

    /** XEP-0356 §7. */
    Ruling presence(Jid account, boolean ofContacts) {
        String what = ofContacts ? "presence of contacts" : "presence";
        Rule rule = grant -> {
            String key = "presence = " + grant.presence().value();
            boolean isGranted =
                    ofContacts ? grant.presence() == PresenceAccess.ROSTER : grant.presence() != PresenceAccess.NONE;
            return isGranted
                    ? outside(grant, account).orElseGet(() -> granted(what, key, grant.origin("presence")))
                    : Ruling.denied(notGranted(what), key, grant.origin("presence"));
        };
        return judge(account.domain(), what, rule);
    }

    private Ruling judge(String host, String what, Rule rule) {
        Ruling ruling = grants.find(host, entity).map(rule).orElseGet(() -> none(what, host));
        if (ruling.isTolerated()) {
            tolerated.accept(ruling);
        }
        return ruling;
    }

    /** What nobody wrote; no users or administrators are let through like this, and nothing dangerous. */
    private Ruling missing(Grant grant, String what, String key, String origin) {
        Ruling denied = Ruling.denied(notGranted(what), key, origin);
        return grant.isEnforced() ? denied : denied.tolerated();
    }

    private static boolean isHarmless(String namespace) {
        return DangerousNamespaces.danger(namespace).isEmpty()
                && !namespace.equals(PrivilegeXml.ROSTER)
                && !DangerousNamespaces.isOfPrivileges(namespace);
    }

    private Ruling none(String what, String host) {
        return Ruling.denied(notGranted(what), "virtual-hosts.\"" + host + "\".privileged-entities", "not written");
    }

    private Ruling as(Grant grant, Jid account, Ruling otherwise) {
        return otherwise.isAllowed()
                ? outside(grant, account).orElseGet(() -> unlessAdmin(grant, account, otherwise))
                : otherwise;
    }

    private Optional<Ruling> outside(Grant grant, Jid account) {
        return grant.scope()
                .excludedBy(account)
                .map(key -> Ruling.denied(
                        entity + " may not act for this user, nor see what is theirs (" + key + ")",
                        key,
                        grant.origin(key)));
    }

    private Ruling unlessAdmin(Grant grant, Jid account, Ruling otherwise) {
        return grant.scope().sparesAdmins() && grants.isAdmin(account)
                ? Ruling.denied(
                        "nobody may act as an administrator (exclude-admins)",
                        "exclude-admins = true",
                        grant.origin("exclude-admins"))
                : otherwise;
    }

    private String notGranted(String what) {
        return what + " is not granted to " + entity;
    }

    private Ruling granted(String what, String key, String origin) {
        return Ruling.allowed(what + " is granted to " + entity, key, origin);
    }
}
