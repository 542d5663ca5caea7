package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.routing.BindReport;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.StoreException;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes to a session while its client does not know of it yet. */
@Spec(xep = 386, version = "1.1.0")
@Section("3.2")
class OpeningTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Element METADATA = Element.of("urn:xmpp:mam:2", "metadata");

    private final CompletableFuture<Element> report = new CompletableFuture<>();
    private final ClientWorld world = Modern.world("", new ReportFactory());
    private final List<String> undelivered = new ArrayList<>();
    private final EmbeddedClient client = world.embedWithTls();

    private final class ReportFactory implements FeatureFactory<Boolean> {
        @Override
        public String id() {
            return "slow-report";
        }

        @Override
        public Boolean settings(Settings settings) {
            return true;
        }

        @Override
        public Feature create(Boolean settings) {
            return context -> context.contribute(BindReport.class, session -> report);
        }
    }

    @BeforeEach
    void watch() {
        world.routing()
                .events()
                .on(
                        CoreEvents.UNDELIVERED,
                        left -> undelivered.add(left.stanza().xml().attribute("id", "")));
        client.sends(Script.header()).forget();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void binds(String options) {
        client.sends(Modern.plain(Modern.AGENT + Modern.bind(options)));
    }

    private Session session() {
        return world.routing().sessions().of(JULIET).get(0);
    }

    private void say(String id) {
        try {
            session()
                    .send(Stanza.parse(Element.of(XmlWriter.CLIENT, "message")
                            .with("from", "romeo@capulet.lit/orchard")
                            .with("to", session().jid().toString())
                            .with("id", id)));
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
        client.settle();
    }

    private List<String> ids() {
        return client.elements.stream()
                .filter(element -> element.is(XmlWriter.CLIENT, "message"))
                .map(element -> element.attribute("id", ""))
                .toList();
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingOvertakesTheSuccessAndNothingIsLost(int seed) {
        Random random = new Random(seed);
        binds(random.nextBoolean() ? Modern.enable() : "");
        int before = random.nextInt(5);
        int after = random.nextInt(5);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < before + after; i++) {
            if (i == before) {
                assertThat(client.order).isEmpty();
                report.complete(METADATA);
            }
            said.add("m" + i);
            say("m" + i);
        }
        report.complete(METADATA);
        client.settle();
        assertThat(client.order).startsWith("success", "features");
        assertThat(client.elements
                        .getFirst()
                        .child(Modern.BIND2, "bound")
                        .orElseThrow()
                        .children())
                .contains(METADATA);
        assertThat(ids()).isEqualTo(said);
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void whatWaitedIsCountedAsSent() {
        binds(Modern.enable());
        say("m1");
        report.complete(METADATA);
        client.settle();
        client.forget();
        client.sends("<a xmlns='" + Modern.SM + "' h='1'/>");
        assertThat(client.order).isEmpty();
        client.sends("<a xmlns='" + Modern.SM + "' h='2'/>");
        assertThat(client.outcome()).startsWith("end ");
    }

    @Test
    void clientsAreToldNothingOfWhatCannotBeRead() {
        binds("");
        report.completeExceptionally(new StoreException("no disk"));
        client.settle();
        assertThat(client.order).containsExactly("success", "features");
        assertThat(client.elements
                        .getFirst()
                        .child(Modern.BIND2, "bound")
                        .orElseThrow()
                        .children())
                .isEmpty();
    }

    @Test
    void sessionThatIsEndedMeanwhileLosesNothing() {
        binds(Modern.enable());
        say("m1");
        say("m2");
        session().close(StreamError.of(StreamCondition.NOT_AUTHORIZED));
        client.settle();
        report.complete(METADATA);
        client.settle();
        assertThat(undelivered).containsExactly("m1", "m2");
        assertThat(client.order).containsExactly("error", "</stream>", "-");
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
    }

    @Test
    void connectionThatIsLostMeanwhileLosesNothingThatIsManaged() {
        binds(Modern.enable());
        say("m1");
        client.breaks();
        report.complete(METADATA);
        client.settle();
        Session kept = session();
        kept.close(StreamError.of(StreamCondition.CONFLICT));
        client.settle();
        assertThat(undelivered).containsExactly("m1");
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
    }

    @Test
    void sessionWithoutAClientEndsIfNobodyKeepsIt() {
        binds("");
        client.breaks();
        report.complete(METADATA);
        client.settle();
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
    }

    @Test
    void whatWaitsIsLimited() {
        binds("");
        for (int i = 0; i < 1_000; i++) {
            say("m" + i);
        }
        assertThat(client.order).containsExactly("error", "</stream>", "-");
        report.complete(METADATA);
        client.settle();
        assertThat(undelivered).hasSize(1_000);
    }
}
