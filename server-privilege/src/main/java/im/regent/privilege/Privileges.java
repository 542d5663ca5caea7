package im.regent.privilege;

import im.regent.core.server.ServerSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What administrators may know of privileged entities: who may do what, why, and what was done. Everything is given as words,
 * lines of them, for the commands that show it. Safe for every thread.
 */
public interface Privileges {
    /**
     * Every entity on every virtual host: entity, host, what is granted, {@code connected} or {@code absent}, how many acts
     * were allowed and how many refused since the start, and when the last one was or {@code never}.
     */
    List<List<String>> list();

    /**
     * What an entity may do: host, key, value, and where that is written. Keys that begin with {@code count} are what it has
     * done since the start, and {@code unused} is what it may do and did not.
     *
     * @throws IllegalArgumentException if nothing is configured for it, or it is no address; the message says so
     */
    List<List<String>> show(String entity);

    /**
     * Whether an entity may do something, without doing it: {@code allowed} or {@code denied}, a sentence, the rule that
     * decides, and where it is written.
     *
     * @param act {@code roster get USER}, {@code iq set NAMESPACE USER}, {@code message USER}, {@code push USER}, {@code
     *     presence USER} or {@code contacts USER}
     * @throws IllegalArgumentException if that is no act; the message says what would be
     */
    List<String> explain(String entity, List<String> act);

    /**
     * The last acts that the audit log keeps, those with a higher number than that: number, time, entity, outcome, permission,
     * what, account, and why it was refused or an empty word.
     */
    List<List<String>> log(long after);

    /** What a configuration grants, for a server that does not run; nothing if the feature is switched off. */
    static Privileges of(ServerSettings settings) {
        Optional<Grants> grants = settings.features().stream()
                .map(configured -> configured.settings())
                .filter(Grants.class::isInstance)
                .map(Grants.class::cast)
                .findFirst();
        Grants found = grants.orElseGet(Grants::none);
        return new Explanations(new PrivilegedEntities(found, () -> ""), new Usage(InstantSource.system()));
    }
}
