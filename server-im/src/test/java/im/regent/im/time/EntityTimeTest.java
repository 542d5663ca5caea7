package im.regent.im.time;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@XmppTest(features = "time")
@Spec(xep = 202, version = "2.0")
class EntityTimeTest {
    private static final String ASK = "<iq type='get' id='t' to='capulet.lit'><time xmlns='urn:xmpp:time'/></iq>";

    @Test
    @Section("3")
    void timeIsUtcInTheFormatOfXep0082WithoutFractions(TestServer server) {
        server.clock().advance(Duration.ofNanos(3_723_123_456_789L));
        server.connect("juliet@capulet.lit/balcony")
                .sends(ASK)
                .receives("<iq type='result' id='t'><time xmlns='urn:xmpp:time'>"
                        + "<tzo>+00:00</tzo><utc>2026-01-01T01:02:03Z</utc></time></iq>");
    }

    @Test
    @Section("3")
    void fullMinuteIsWrittenWithItsSeconds(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(ASK)
                .receives("<iq type='result' id='t'><time xmlns='urn:xmpp:time'>"
                        + "<tzo>+00:00</tzo><utc>2026-01-01T00:00:00Z</utc></time></iq>");
    }
}
