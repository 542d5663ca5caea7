package im.regent.im.roster;

import im.regent.core.xml.Element;

/** What is stored under one key of an account's roster. */
sealed interface RosterRow permits Contact, Head {
    /** The namespace of stored rows. */
    String NAMESPACE = "urn:regent:roster";

    /** The row as it is stored. */
    Element xml();
}
