package im.regent.kit.check;

import im.regent.core.xml.Element;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;

/** What {@link Entity#PEP} answers when the server asks for the features of delegated namespaces (XEP-0355 §7.2). */
public final class Nesting {
    /** The feature of the host. */
    public static final String FOR_HOST = Grants.DELEGATED + "#host";

    /** The feature of accounts. */
    public static final String FOR_ACCOUNTS = Grants.DELEGATED + "#account";

    private static final String FORM = "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
            + "<value>" + Grants.DELEGATED + "</value></field></x>";

    private Nesting() {}

    /** Answers all questions that have come, always alike: some servers ask only once. */
    public static void answer(Peer pep) throws Finding {
        for (Element question : pep.all(Discovery::isQuestion)) {
            answer(pep, question);
        }
    }

    /** Answers the stanza if it is a question. */
    static void answer(Peer pep, Element question) throws Finding {
        if (Discovery.isQuestion(question)) {
            boolean isForAccounts = Discovery.node(question).contains(":bare:");
            String content = isForAccounts ? feature(FOR_ACCOUNTS) + FORM : feature(FOR_HOST);
            pep.send(Discovery.answer(question, pep.address(), content));
        }
    }

    private static String feature(String name) {
        return "<identity category='pubsub' type='pep'/><feature var='" + name + "'/>";
    }
}
