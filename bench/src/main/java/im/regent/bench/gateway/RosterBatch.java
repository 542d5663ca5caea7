package im.regent.bench.gateway;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roster sets of one component (XEP-0356 §4.3) that are sent at once, each of another contact, and what comes of them: an answer to each
 * on the component's stream, and a push of each to the owner's client (RFC 6121 §2.1.6).
 */
final class RosterBatch {
    private static final Pattern CONTACT = Pattern.compile("jid=['\"]c(\\d+)@contacts\\.invalid['\"]");
    private static final int MAX_REASONS = 3;

    private final int serial;
    private final int sets;
    private final List<String> owners;
    private final boolean isRemoval;
    private final BitSet answers = new BitSet();
    private final BitSet pushes = new BitSet();
    private final List<String> reasons = new ArrayList<>();
    private int errors;
    private int surplus;
    private long answeredAt;

    /**
     * Plans {@code sets} requests.
     *
     * @param serial another for each batch
     * @param owners whose rosters, as bare addresses; they take turns
     * @param isRemoval whether the contacts are taken out again
     */
    RosterBatch(int serial, int sets, List<String> owners, boolean isRemoval) {
        this.serial = serial;
        this.sets = sets;
        this.owners = List.copyOf(owners);
        this.isRemoval = isRemoval;
    }

    /** All requests. */
    String xml(String component) {
        StringBuilder xml = new StringBuilder();
        for (int number = 0; number < sets; number++) {
            xml.append("<iq type='set' from='")
                    .append(component)
                    .append("' to='")
                    .append(ownerOf(number));
            xml.append("' id='").append(id(number)).append("'><query xmlns='jabber:iq:roster'><item jid='c");
            xml.append(number).append("@contacts.invalid'");
            xml.append(isRemoval ? " subscription='remove'/>" : " name='Contact'><group>Bench</group></item>");
            xml.append("</query></iq>");
        }
        return xml.toString();
    }

    private String ownerOf(int number) {
        return owners.get(number % owners.size());
    }

    private String id(int number) {
        return "s" + serial + "-" + number;
    }

    /** Takes a result or an error that came to the component. */
    void answer(String iq, long now) {
        String id = Stanza.attribute(iq, "id");
        int number = numberOf(id);
        if (number < 0 || answers.get(number) || !Stanza.attribute(iq, "from").equals(ownerOf(number))) {
            surplus++;
            note("an answer to nothing that is open: " + iq);
            return;
        }
        answers.set(number);
        answeredAt = now;
        if (Stanza.attribute(iq, "type").equals("error")) {
            errors++;
            note("a roster set failed: " + iq);
        }
    }

    private int numberOf(String id) {
        String prefix = "s" + serial + "-";
        if (!id.startsWith(prefix) || !id.substring(prefix.length()).matches("\\d{1,8}")) {
            return -1;
        }
        int number = Integer.parseInt(id.substring(prefix.length()));
        return number < sets ? number : -1;
    }

    /** Takes a push that came to a client of {@code owner}. */
    void push(String owner, String iq) {
        Matcher contact = CONTACT.matcher(iq);
        boolean isForRemoval = iq.contains("subscription='remove'") || iq.contains("subscription=\"remove\"");
        if (contact.find() && contact.group(1).length() < 9 && isForRemoval == isRemoval) {
            int number = Integer.parseInt(contact.group(1));
            if (number < sets && ownerOf(number).equals(owner)) {
                pushes.set(number);
            }
        }
    }

    private void note(String reason) {
        if (reasons.size() < MAX_REASONS) {
            reasons.add(reason);
        }
    }

    boolean isAnswered() {
        return unanswered() == 0;
    }

    boolean isDone() {
        return isAnswered() && unpushed() == 0;
    }

    int unanswered() {
        return sets - answers.cardinality();
    }

    /** Changes that their owner has not been told of; of a request that failed nobody is told. */
    int unpushed() {
        return Math.max(0, sets - errors - pushes.cardinality());
    }

    int pushed() {
        return pushes.cardinality();
    }

    int errors() {
        return errors;
    }

    /** Second answers, and answers to what was never asked. */
    int surplus() {
        return surplus;
    }

    /** When the last answer so far came. */
    long answeredAt() {
        return answeredAt;
    }

    /** The first few of what went wrong. */
    List<String> reasons() {
        return reasons;
    }
}
