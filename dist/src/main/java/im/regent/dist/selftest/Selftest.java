package im.regent.dist.selftest;

import im.regent.core.config.Secret;
import im.regent.dist.io.CredentialsFile;
import im.regent.dist.io.Failure;
import im.regent.dist.selftest.TestClient.Door;
import im.regent.dist.selftest.TestClient.Login;
import im.regent.dist.server.Users;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.w3c.dom.Element;

/**
 * Tries a running server from outside: two users over real TLS, then a privileged component. It makes two accounts for itself
 * and deletes them at the end. Belongs to one thread.
 */
public final class Selftest {
    private static final int ROUND_TRIPS = 300;
    private static final int WARM_UP = 100;
    private static final String ROSTER = "jabber:iq:roster";
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /**
     * Where the server is.
     *
     * @param startTls the address of the listener for STARTTLS
     * @param directTls that for TLS from the first byte
     * @param gateway the privileged component that may be tried, or why not
     */
    public record Target(
            String host,
            String fingerprint,
            InetSocketAddress startTls,
            InetSocketAddress directTls,
            Gateway gateway) {}

    /** A component with the demo's privileges; without a secret it is left out for the reason given. */
    public record Gateway(String domain, InetSocketAddress address, Optional<Secret> secret, String whyNot) {}

    private final Target target;
    private final Users users;
    private final TickList ticks;
    private final Login one;
    private final Login two;

    /** With where to print. */
    public Selftest(Target target, Users users, SecureRandom random, Consumer<String> out) {
        this.target = target;
        this.users = users;
        this.ticks = new TickList(out);
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        String suffix = HexFormat.of().formatHex(bytes);
        this.one = new Login("selftest-" + suffix + "-1", CredentialsFile.randomPassword(random));
        this.two = new Login("selftest-" + suffix + "-2", CredentialsFile.randomPassword(random));
    }

    /** Whether everything went well. */
    public boolean run() {
        try {
            users.add(address(one), new Secret(one.password()));
            users.add(address(two), new Secret(two.password()));
            tryAll();
        } finally {
            remove(one);
            remove(two);
        }
        ticks.note(ticks.passed() + " passed, " + ticks.failed() + " failed");
        return ticks.failed() == 0;
    }

    private void remove(Login login) {
        ticks.step("the temporary account " + address(login) + " is gone again", () -> {
            try {
                users.delete(address(login));
            } catch (Failure e) {
                throw new StepFailure(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private String address(Login login) {
        return login.user() + "@" + target.host();
    }

    private Door door(boolean isDirectTls) {
        return new Door(
                isDirectTls ? target.directTls() : target.startTls(),
                target.host(),
                new PinnedTls(target.fingerprint()),
                isDirectTls);
    }

    private void tryAll() {
        ticks.step("a wrong password is refused", this::wrongPassword);
        Optional<TestClient> first = ticks.attempt(
                "a user logs in with STARTTLS and SCRAM-SHA-256", () -> TestClient.connect(door(false), one));
        Optional<TestClient> second = ticks.attempt(
                "another one logs in with TLS from the first byte", () -> TestClient.connect(door(true), two));
        if (first.isPresent() && second.isPresent()) {
            withTwo(first.get(), second.get());
        }
        first.ifPresent(TestClient::drop);
        second.ifPresent(TestClient::drop);
    }

    private void wrongPassword() throws StepFailure {
        try (TestClient intruder = TestClient.connect(door(false), new Login(one.user(), "not the password"))) {
            throw new StepFailure("it was taken, and " + intruder.address() + " is bound");
        } catch (StepFailure e) {
            if (!String.valueOf(e.getMessage()).contains("not-authorized")) {
                throw e;
            }
        }
    }

    private void withTwo(TestClient first, TestClient second) {
        ticks.step("they chat, both ways", () -> {
            chat(first, second, address(two), "Wherefore art thou?");
            chat(second, first, address(one), "Neither, fair saint");
        });
        ticks.step("a change of the roster is pushed", () -> {
            first.ask("set", "", "<query xmlns='" + ROSTER + "'><item jid='" + address(two) + "' name='Two'/></query>");
            first.ask("get", "", "<query xmlns='" + ROSTER + "'/>");
            first.ask("set", "", "<query xmlns='" + ROSTER + "'><item jid='" + address(two) + "' name='2'/></query>");
            first.await(
                    "a roster push",
                    stanza -> Dom.is(stanza, "iq")
                            && stanza.getAttribute("type").equals("set")
                            && Dom.has(stanza, ROSTER, "item"));
        });
        component(second);
        ticks.step("messages go there and back", () -> latency(first, second));
        ticks.step("what is sent to somebody offline arrives later", () -> {
            second.logOut();
            first.send(chatXml(address(two), "for later"));
            first.ask("get", target.host(), "<query xmlns='jabber:iq:version'/>");
            try (TestClient again = TestClient.connect(door(true), two)) {
                Element late = again.await("the message", stanza -> Dom.hasBody(stanza, "for later"));
                if (!Dom.has(late, "urn:xmpp:delay", "delay")) {
                    throw new StepFailure("it does not say when it was sent");
                }
            }
        });
    }

    private static String chatXml(String to, String body) {
        return "<message type='chat' to='" + to + "'><body>" + body + "</body></message>";
    }

    private static void chat(TestClient from, TestClient to, String address, String body) throws StepFailure {
        from.send(chatXml(address, body));
        Element message = to.await("the message", stanza -> Dom.hasBody(stanza, body));
        if (!message.getAttribute("from").equals(from.address())) {
            throw new StepFailure("it came from " + message.getAttribute("from"));
        }
    }

    private void latency(TestClient first, TestClient second) throws StepFailure {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = -WARM_UP; i < ROUND_TRIPS; i++) {
            long began = System.nanoTime();
            chat(first, second, second.address(), "ping " + i);
            chat(second, first, first.address(), "pong " + i);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        ticks.note(String.format(
                Locale.ROOT,
                "there and back: median %.2f ms, 99 %% below %.2f ms (%d times)",
                nanos[ROUND_TRIPS / 2] / 1e6,
                nanos[ROUND_TRIPS * 99 / 100] / 1e6,
                ROUND_TRIPS));
    }

    private void component(TestClient second) {
        Gateway gateway = target.gateway();
        if (gateway.secret().isEmpty()) {
            ticks.leftOut("a privileged component", gateway.whyNot());
            return;
        }
        Secret secret = gateway.secret().get();
        ticks.attempt(
                        "the component " + gateway.domain() + " connects",
                        () -> TestComponent.connect(gateway.address(), gateway.domain(), secret.reveal()))
                .ifPresent(component -> {
                    privileges(component, second);
                    ticks.step("it disconnects", component::close);
                });
    }

    private void privileges(TestComponent component, TestClient second) {
        ticks.step("it is told its privileges", () -> {
            Element told = component.await(
                    "the advertisement", stanza -> Dom.has(stanza, TestComponent.PRIVILEGE, "privilege"));
            for (String access : new String[] {"roster", "message", "iq", "presence"}) {
                if (!TestComponent.grants(told, access)) {
                    throw new StepFailure("without \"" + access + "\"");
                }
            }
        });
        ticks.step("it reads a user's roster", () -> {
            Element answer = component.ask("get", address(one), "<query xmlns='" + ROSTER + "'/>");
            if (!Dom.has(answer, ROSTER, "item")) {
                throw new StepFailure("there is no contact in it");
            }
        });
        ticks.step("it sends a message as a user", () -> {
            component.sendAs(target.host(), address(one), address(two), "in the name of one");
            Element message = second.await("the message", stanza -> Dom.hasBody(stanza, "in the name of one"));
            if (!message.getAttribute("from").equals(address(one))) {
                throw new StepFailure("it came from " + message.getAttribute("from"));
            }
        });
        ticks.step("it asks as a user and gets the answer", () -> {
            Element answer = component.askAs(address(one), target.host(), "<query xmlns='jabber:iq:version'/>");
            if (!answer.getAttribute("type").equals("result") || !Dom.has(answer, "jabber:iq:version", "name")) {
                throw new StepFailure("the answer has no version in it");
            }
        });
        ticks.step("what it was not granted is refused", () -> {
            Element answer = component.askAs(address(one), target.host(), "<time xmlns='urn:xmpp:time'/>");
            if (!answer.getAttribute("type").equals("error") || !Dom.has(answer, STANZAS, "forbidden")) {
                throw new StepFailure("the answer is " + answer.getAttribute("type") + ", not the error forbidden");
            }
        });
    }
}
