package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.im.api.RosterChange;
import im.regent.im.api.RosterItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One account's roster with its history: an immutable view of the stored rows. Each change that clients can see gets the
 * next version, and each contact carries the version of its last change; so "what happened since" needs no log. Removed
 * contacts stay as rows, up to a limit; the horizon is the version up to which removals may have been forgotten.
 */
final class Roster {
    /** The key of the head row; a bare address never holds a slash. */
    private static final String HEAD = "/";

    private final Map<String, RosterRow> rows;

    Roster(Map<String, RosterRow> rows) {
        this.rows = rows;
    }

    Map<String, RosterRow> rows() {
        return rows;
    }

    private Head head() {
        return rows.get(HEAD) instanceof Head head ? head : Head.NEW;
    }

    /** How the roster's version is called on the wire. */
    String version() {
        return head().name();
    }

    /** What is known of a bare address. */
    Contact contact(Jid jid) {
        return rows.get(jid.toString()) instanceof Contact contact ? contact : Contact.unknown(jid);
    }

    /** The item of a contact that is listed. */
    Optional<RosterItem> item(Jid jid) {
        return rows.get(jid.toString()) instanceof Contact contact && contact.isListed()
                ? Optional.of(contact.item())
                : Optional.empty();
    }

    /** The contacts for which this holds, in the order of their addresses. */
    List<Contact> contacts(Predicate<Contact> filter) {
        List<Contact> found = new ArrayList<>();
        for (RosterRow row : rows.values()) {
            if (row instanceof Contact contact && filter.test(contact)) {
                found.add(contact);
            }
        }
        found.sort(Comparator.comparing(contact -> contact.item().jid()));
        return found;
    }

    /** How many contacts are listed; each set asks for it, so nothing is sorted. */
    int size() {
        return count(Contact::isListed);
    }

    private int count(Predicate<Contact> filter) {
        int count = 0;
        for (RosterRow row : rows.values()) {
            if (row instanceof Contact contact && filter.test(contact)) {
                count++;
            }
        }
        return count;
    }

    /** The listed items, in the order of their addresses. */
    List<RosterItem> items() {
        return contacts(Contact::isListed).stream().map(Contact::item).toList();
    }

    /**
     * What a client with that version has missed, in order; empty if the version means nothing or is too old. Each change
     * stands once, in its final state (RFC 6121 §2.6.3).
     */
    Optional<List<RosterChange>> changesSince(Jid account, String version) {
        Head head = head();
        long since = numberOf(version, head);
        if (since < head.horizon() || since > head.version()) {
            return Optional.empty();
        }
        return Optional.of(contacts(contact -> contact.version() > since).stream()
                .sorted(Comparator.comparing(Contact::version))
                .map(contact ->
                        new RosterChange(account, contact.item(), !contact.isListed(), head.nameOf(contact.version())))
                .toList());
    }

    private static long numberOf(String version, Head head) {
        if (version.equals(head.name())) {
            return head.version();
        }
        String prefix = head.epoch() + '-';
        if (head.epoch().isEmpty() || !version.startsWith(prefix)) {
            return -1;
        }
        try {
            return Long.parseLong(version.substring(prefix.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A copy with what is newly known of a contact; the version stays, for no client sees it. */
    Roster withUnseen(Contact contact) {
        Map<String, RosterRow> copy = new LinkedHashMap<>(rows); // stays in order, which the store sorts it into
        String key = contact.item().jid().toString();
        if (contact.isListed() || contact.version() > 0 || !contact.requests().isEmpty()) {
            copy.put(key, contact);
        } else {
            copy.remove(key);
        }
        return new Roster(Collections.unmodifiableMap(copy));
    }

    /**
     * A copy in which the contact changed, with the next version.
     *
     * @param epoch of the roster if this is its first change
     */
    Roster with(Contact contact, String epoch, int maxRemovals) {
        Head old = head();
        Head next = new Head(old.epoch().isEmpty() ? epoch : old.epoch(), old.version() + 1, old.horizon());
        Map<String, RosterRow> copy = new LinkedHashMap<>(rows); // stays in order, which the store sorts it into
        copy.put(contact.item().jid().toString(), contact.at(next.version()));
        copy.put(HEAD, contact.isListed() ? next : forget(copy, next, maxRemovals));
        return new Roster(Collections.unmodifiableMap(copy));
    }

    /** Forgets the oldest removals if there are too many; returns the head with the new horizon. */
    private static Head forget(Map<String, RosterRow> rows, Head head, int maxRemovals) {
        Roster roster = new Roster(rows);
        if (roster.count(Contact::isRemoved) <= maxRemovals) {
            return head;
        }
        List<Contact> removed = roster.contacts(Contact::isRemoved);
        removed.sort(Comparator.comparing(Contact::version));
        Head result = head;
        for (Contact contact : removed.subList(0, removed.size() - maxRemovals)) {
            String key = contact.item().jid().toString();
            if (contact.requests().isEmpty()) {
                rows.remove(key);
            } else {
                rows.put(key, contact.at(0));
            }
            result = new Head(head.epoch(), head.version(), contact.version());
        }
        return result;
    }
}
