package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Iq;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells administrators of grants, with the questions that acts ask too. Safe for every thread. */
final class Explanations implements Privileges {
    private static final String ACTS =
            "say what: roster get USER, roster set USER, message USER, iq get NAMESPACE USER,"
                    + " iq set NAMESPACE USER, push USER, presence USER or contacts USER";

    private final PrivilegedEntities entities;
    private final Usage usage;

    Explanations(PrivilegedEntities entities, Usage usage) {
        this.entities = entities;
        this.usage = usage;
    }

    @Override
    public List<List<String>> list() {
        Grants grants = entities.grants();
        List<List<String>> rows = new ArrayList<>();
        for (String host : grants.hosts()) {
            grants.on(host)
                    .forEach((entity, grant) -> rows.add(List.of(
                            entity.toString(),
                            host,
                            summary(grant),
                            isConnected(entity) ? "connected" : "absent",
                            String.valueOf(count(entity, Usage.Outcome.ALLOWED)),
                            String.valueOf(count(entity, Usage.Outcome.REFUSED)),
                            usage.lastUse(entity).map(Explanations::shown).orElse("never"))));
        }
        return rows;
    }

    private boolean isConnected(Jid entity) {
        return entities.find(entity).filter(PrivilegedEntity::isConnected).isPresent();
    }

    private long count(Jid entity, Usage.Outcome outcome) {
        return usage.of(entity).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + outcome.word()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String summary(Grant grant) {
        List<String> parts = new ArrayList<>();
        if (grant.roster() != Access.NONE) {
            parts.add("roster=" + grant.roster().value());
        }
        if (grant.message() != MessageAccess.NONE) {
            parts.add("message=" + grant.message().value());
        }
        if (grant.presence() != PresenceAccess.NONE) {
            parts.add("presence=" + grant.presence().value());
        }
        if (!grant.iq().isEmpty()) {
            parts.add("iq=" + grant.iq().size());
        }
        return parts.isEmpty() ? "nothing" : String.join(" ", parts);
    }

    private static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What each entity of a virtual host may do, what it did and what it did not need, in lines, as of one moment. */
    Map<Jid, List<String>> overview(String host) {
        Map<Jid, List<String>> entitiesOfHost = new LinkedHashMap<>();
        entities.grants().on(host).forEach((entity, grant) -> {
            List<String> lines = new ArrayList<>();
            lines.add(summary(grant) + ", " + (isConnected(entity) ? "connected" : "absent"));
            lines.add("allowed: " + count(entity, Usage.Outcome.ALLOWED) + ", refused: "
                    + count(entity, Usage.Outcome.REFUSED) + ", last act: "
                    + usage.lastUse(entity).map(Explanations::shown).orElse("never"));
            Unused.of(usage, entity, host, grant)
                    .keySet()
                    .forEach(permission -> lines.add(Unused.KEY + ": " + permission));
            entitiesOfHost.put(entity, lines);
        });
        return entitiesOfHost;
    }

    @Override
    public List<List<String>> show(String name) {
        Jid entity = address(name);
        Map<String, Grant> grants = entities.grants().of(entity);
        if (grants.isEmpty()) {
            throw new IllegalArgumentException("nothing is configured for " + entity + ": "
                    + (entities.grants().entities().isEmpty()
                            ? "there are no privileged entities"
                            : "there are " + known()));
        }
        List<List<String>> rows = new ArrayList<>();
        grants.forEach((host, grant) -> rows(host, grant, rows));
        grants.forEach((host, grant) -> Unused.of(usage, entity, host, grant)
                .forEach((permission, key) -> rows.add(List.of(host, Unused.KEY, permission, grant.origin(key)))));
        usage.of(entity).forEach((what, count) -> rows.add(List.of("", "count " + what, count.toString(), "")));
        return rows;
    }

    private String known() {
        return new TreeSet<>(entities.grants().entities())
                .stream().map(Jid::toString).collect(Collectors.joining(", "));
    }

    private static void rows(String host, Grant grant, List<List<String>> rows) {
        add(rows, host, grant, "roster", grant.roster().value());
        add(rows, host, grant, "roster-push", String.valueOf(grant.hasPushes()));
        add(rows, host, grant, "roster-subscription", grant.rosterSubscription().value());
        add(rows, host, grant, "roster-scope", grant.rosterScope().value());
        add(rows, host, grant, "enforce", String.valueOf(grant.isEnforced()));
        add(rows, host, grant, "message", grant.message().value());
        add(rows, host, grant, "presence", grant.presence().value());
        add(rows, host, grant, "presence-updates", grant.updates().name().toLowerCase(Locale.ROOT));
        grant.iq()
                .forEach((namespace, access) -> rows.add(
                        List.of(host, "iq \"" + namespace + "\"", access.value(), grant.origin("iq." + namespace))));
        add(rows, host, grant, "users.allow", names(grant.scope().allowed()));
        add(rows, host, grant, "users.deny", names(grant.scope().denied()));
        add(rows, host, grant, "exclude-admins", String.valueOf(grant.scope().sparesAdmins()));
        Limits limits = grant.limits();
        add(rows, host, grant, "limits.stanzas-per-second", String.valueOf(limits.stanzasPerSecond()));
        add(rows, host, grant, "limits.pending-iq", String.valueOf(limits.pendingIq()));
        add(rows, host, grant, "limits.iq-timeout", limits.iqTimeout().toSeconds() + "s");
        add(rows, host, grant, "limits.roster-items", String.valueOf(limits.rosterItems()));
        add(
                rows,
                host,
                grant,
                "protocol-versions",
                names(grant.versions().stream().map(Version::number).collect(Collectors.toSet())));
        add(rows, host, grant, "audit", grant.audit().name().toLowerCase(Locale.ROOT));
    }

    private static void add(List<List<String>> rows, String host, Grant grant, String key, String value) {
        rows.add(List.of(host, key, value, grant.origin(key)));
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", new TreeSet<>(names));
    }

    @Override
    public List<String> explain(String name, List<String> act) {
        Judge judge = new Judge(entities.grants(), address(name));
        Ruling ruling = ruling(judge, act);
        return List.of(ruling.isAllowed() ? "allowed" : "denied", ruling.text(), ruling.rule(), ruling.origin());
    }

    private static Ruling ruling(Judge judge, List<String> act) {
        String kind = act.isEmpty() ? "" : act.get(0);
        int words = switch (kind) {
            case "message", "push", "presence", "contacts" -> 2;
            case "roster" -> 3;
            case "iq" -> 4;
            default -> throw new IllegalArgumentException(ACTS);
        };
        if (act.size() != words) {
            throw new IllegalArgumentException(ACTS);
        }
        Jid user = address(act.get(words - 1));
        if (!user.isBare() || !user.hasLocal() && !kind.equals("message")) {
            throw new IllegalArgumentException(user + " is not the bare address of a user");
        }
        return switch (kind) {
            case "message" -> judge.message(user);
            case "push" -> judge.push(user);
            case "presence" -> judge.presence(user, false);
            case "contacts" -> judge.presence(user, true);
            case "roster" -> judge.roster(user, type(act.get(1)));
            default -> judge.iq(user, act.get(2), type(act.get(1)));
        };
    }

    private static Iq.Type type(String word) {
        return switch (word) {
            case "get" -> Iq.Type.GET;
            case "set" -> Iq.Type.SET;
            default -> throw new IllegalArgumentException("\"" + word + "\" is neither get nor set; " + ACTS);
        };
    }

    private static Jid address(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJidException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address: " + e.getMessage(), e);
        }
    }

    @Override
    public List<List<String>> log(long after) {
        return usage.after(after).stream()
                .map(entry -> List.of(
                        String.valueOf(entry.number()),
                        shown(entry.at()),
                        entry.act().entity().toString(),
                        entry.outcome().word(),
                        entry.act().permission(),
                        entry.act().what(),
                        entry.act().account().toString(),
                        entry.text()))
                .toList();
    }
}
