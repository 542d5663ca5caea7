package im.regent.im.delivery;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "delivery", config = "features.delivery.refuse-unknown-accounts = true")
@Spec(rfc = 6121)
class UnknownAccountsTest {
    @Test
    @Section(value = "8.5.1", rules = "R215")
    void senderIsToldIfTheOperatorWantsIt(TestServer server) {
        server.connect("romeo@capulet.lit/orchard")
                .sends("<message id='1' to='nobody@capulet.lit'><body>x</body></message>")
                .receives("<message type='error' id='1' from='nobody@capulet.lit'/>")
                .sends("<message id='2' type='chat' to='nobody@capulet.lit/r'><body>x</body></message>")
                .receives("<message type='error' id='2' from='nobody@capulet.lit/r'/>")
                .sends("<message id='3' type='headline' to='nobody@capulet.lit'><body>x</body></message>")
                .sends("<message id='4' type='error' to='nobody@capulet.lit'/>")
                .receivesNothing();
    }
}
