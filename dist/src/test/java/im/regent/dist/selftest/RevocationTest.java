package im.regent.dist.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands;
import im.regent.dist.cli.Commands.Outcome;
import im.regent.dist.interop.DemoServer;
import im.regent.dist.interop.LoopWatch;
import im.regent.dist.interop.SmackUser;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code regent reload} takes privileges away from a component that is connected, and working. */
@Spec(xep = 356, version = "0.4.1")
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationTest {
    private static final String GATEWAY = "gateway.localhost";
    private static final String ALICE = "alice@localhost";
    private static final int BEFORE = 200;
    private static final int AFTER = 200;
    private static final String ENTITY = "virtual-hosts.localhost.privileged-entities.\"gateway.localhost\"";

    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TestComponent gateway() throws StepFailure {
        return TestComponent.connect(server.address("component"), GATEWAY, server.secret(GATEWAY));
    }

    /** What differs from the demo's grant, in the second line of a file of its own. */
    private void configure(String grant) throws IOException {
        Path more = Files.createDirectories(server.data().resolve("conf.d"));
        Files.writeString(
                more.resolve("privileges.conf"),
                "virtual-hosts { localhost { privileged-entities { \"gateway.localhost\" {\n" + grant + "\n} } } }");
    }

    private Outcome run(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--data";
        all[words.length + 1] = server.data().toString();
        return Commands.run(all);
    }

    private static boolean takesBack(Element element, String access) {
        var permissions = element.getElementsByTagNameNS(TestComponent.PRIVILEGE, "perm");
        for (int i = 0; i < permissions.getLength(); i++) {
            if (permissions.item(i) instanceof Element permission
                    && permission.getAttribute("access").equals(access)) {
                return permission.getAttribute("type").equals("none");
            }
        }
        return false;
    }

    @Test
    @Section(
            value = "5.1",
            rules = {"P14", "T35"})
    void afterTheAnswerNoMessagePasses() throws Exception {
        configure("");
        assertThat(run("reload").exitCode()).isZero();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger sentAtTheAnswer = new AtomicInteger();
        try (SmackUser bob = SmackUser.login(server, "bob");
                TestComponent gateway = gateway()) {
            CompletableFuture<Outcome> reload = new CompletableFuture<>();
            while (sentAtTheAnswer.get() == 0 || sent.get() < sentAtTheAnswer.get() + AFTER) {
                gateway.sendAs("localhost", ALICE, "bob@localhost", String.valueOf(sent.incrementAndGet()));
                if (sent.get() == BEFORE) {
                    configure("message = none");
                    reload = CompletableFuture.supplyAsync(() -> {
                        Outcome outcome = run("reload");
                        sentAtTheAnswer.set(sent.get());
                        return outcome;
                    });
                }
            }
            Outcome answer = reload.join();
            assertThat(answer.exitCode()).as(answer.err()).isZero();
            assertThat(answer.out())
                    .startsWith("in force: " + ENTITY + ".message (")
                    .endsWith("reloaded\n");
            gateway.await("the new advertisement", element -> takesBack(element, "message"));

            // Messages of one user are handled in order: when this one is refused, all others are done.
            int heard = 0;
            gateway.sendAs("localhost", ALICE, "bob@localhost", "too late");
            String last = "m" + (sent.get() + 1);
            gateway.await(
                    "the last refusal", element -> element.getAttribute("id").equals(last));
            configure("");
            assertThat(run("reload").exitCode()).isZero();
            gateway.sendAs("localhost", ALICE, "bob@localhost", "the end");
            for (String body = bob.hears().getBody();
                    !body.equals("the end");
                    body = bob.hears().getBody()) {
                assertThat(Integer.parseInt(body)).isEqualTo(++heard).isLessThanOrEqualTo(sentAtTheAnswer.get());
            }
            assertThat(heard).isBetween(1, sent.get());
        }
    }

    @Test
    @Section(value = "4.2", rules = "T35")
    void aBadFileChangesNothingAndIsToldWithItsLine() throws Exception {
        configure("roster = read");
        try (TestComponent gateway = gateway()) {
            gateway.await("its permissions", element -> TestComponent.grants(element, "message"));
            Outcome refused = run("reload");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(
                            "privileges.conf:2: " + ENTITY + ".roster: \"read\" is not one of", "nothing was changed");
            assertThat(gateway.ask("get", ALICE, "<query xmlns='jabber:iq:roster'/>")
                            .getAttribute("type"))
                    .isEqualTo("result");
        } finally {
            configure("");
        }
    }

    @Test
    @Section("9")
    void commandsTellWhoMayDoWhatAndWhy() throws Exception {
        configure("users.deny = [\"bob\"]");
        assertThat(run("reload").exitCode()).isZero();
        try (TestComponent gateway = gateway()) {
            gateway.askAs("bob@localhost", "localhost", "<query xmlns='jabber:iq:version'/>");

            assertThat(run("privilege", "list").out()).contains("gateway.localhost  localhost  roster=both message=");
            assertThat(run("privilege", "show", GATEWAY).out())
                    .containsPattern("localhost +users.deny +bob +\\S+privileges.conf:2\n");
            assertThat(run("privilege", "explain", GATEWAY, "iq", "get", "jabber:iq:version", "bob@localhost")
                            .out())
                    .startsWith("denied: gateway.localhost may not act for this user")
                    .containsPattern("rule: users.deny \\(\\S+privileges.conf:2\\)");
            assertThat(run("privilege", "log").out())
                    .contains("gateway.localhost refused iq get jabber:iq:version bob@localhost");
            assertThat(run("privilege", "explain", GATEWAY, "fly").err()).contains("say what: roster get USER");
            assertThat(run("privilege", "show", "nobody.localhost").exitCode()).isEqualTo(1);
        } finally {
            configure("");
            run("reload");
        }
    }
}
