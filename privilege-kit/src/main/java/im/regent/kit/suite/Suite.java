package im.regent.kit.suite;

import im.regent.kit.check.Group;
import java.util.List;

/** All checks, in the order in which they are made. */
public final class Suite {
    private Suite() {}

    /** The groups. */
    public static List<Group> groups() {
        return List.of(
                Advertising.group(),
                RosterReading.group(),
                RosterWriting.group(),
                RosterPushing.group(),
                MessageSending.group(),
                MessageRefusing.group(),
                Ordinary.group(),
                Requesting.group(),
                RequestRefusing.group(),
                OwnPresence.group(),
                ContactPresence.group(),
                Forging.group(),
                Delegating.group(),
                DelegatedAnswers.group(),
                DelegatedDiscovery.group());
    }
}
