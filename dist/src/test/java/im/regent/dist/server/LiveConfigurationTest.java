package im.regent.dist.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.server.ServerSettings;
import im.regent.core.time.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigurationTest {
    private static final String COMPONENT =
            "components { \"gateway.example.org\" { secret = \"0123456789abcdef\" } }\n";

    @TempDir
    Path directory;

    private final List<ServerSettings> applied = new ArrayList<>();

    private Path file() {
        return directory.resolve("regent.conf");
    }

    private Loaded load() {
        return new Loading(new Home(directory), Map.of()).load(file(), Wishes.none());
    }

    private void write(String host, String more) throws IOException {
        Files.writeString(file(), "virtual-hosts { \"example.org\" {\n" + host + "\n} }\n" + COMPONENT + more);
    }

    private static String granted(String grant) {
        return "privileged-entities { \"gateway.example.org\" {\n" + grant + "\n} }";
    }

    private LiveConfiguration started(String host, String more) throws IOException {
        write(host, more);
        return new LiveConfiguration(load(), this::load, settings -> {
            applied.add(settings);
            return Stages.done();
        });
    }

    @Test
    void whatIsLiveIsPutInForceAndTheRestIsNamed() throws IOException {
        LiveConfiguration configuration = started(granted("message = outgoing"), "");
        write(
                granted("message = outgoing, roster = get"),
                "admins = [\"alice@example.org\"]\nlisten.c2s.port = 5000\nvirtual-hosts.\"new.org\" {}");

        LiveConfiguration.Change change = configuration.read();

        assertThat(change.errors()).isEmpty();
        assertThat(configuration.admins()).isEmpty();
        assertThat(change.apply())
                .containsExactly(
                        "in force: admins (" + file() + ":7)",
                        "in force: virtual-hosts.\"example.org\".privileged-entities.\"gateway.example.org\".roster ("
                                + file() + ":3)",
                        "kept until the next start: listen.c2s.port (" + file() + ":8)",
                        "kept until the next start: virtual-hosts.\"new.org\" (" + file() + ":9)");
        assertThat(configuration.admins()).containsExactly(Jid.valueOf("alice@example.org"));
        assertThat(applied).hasSize(1);
    }

    @Test
    void componentsAreLive() throws IOException {
        LiveConfiguration configuration = started("", "");
        write("", "components.\"pubsub.example.org\".secret = \"0123456789abcdef\"");

        assertThat(configuration.read().apply())
                .containsExactly("in force: components.\"pubsub.example.org\".secret (" + file() + ":5)");
        assertThat(configuration.components()).containsExactly("gateway.example.org", "pubsub.example.org");
    }

    @Test
    void whatHasToWaitIsNamedUntilItIsTakenBack() throws IOException {
        LiveConfiguration configuration = started("", "");
        write("", "listen.c2s.port = 5000");
        configuration.read().apply();

        assertThat(configuration.read().apply()).singleElement().asString().startsWith("kept until the next start: ");
        write("", "");
        assertThat(configuration.read().apply()).isEmpty();
    }

    @Test
    void whatIsGoneIsSaidToBeGone() throws IOException {
        LiveConfiguration configuration = started(granted("message = outgoing"), "");
        write("", "");

        assertThat(configuration.read().apply())
                .containsExactly("in force: virtual-hosts.\"example.org\".privileged-entities.\"gateway.example.org\""
                        + ".message is gone");
    }

    @Test
    void aPrivilegeOnAHostThatIsNewHasToWaitWithIt() throws IOException {
        LiveConfiguration configuration = started("", "");
        write("", "virtual-hosts.\"new.org\".privileged-entities.\"gateway.example.org\".message = outgoing");

        assertThat(configuration.read().apply()).singleElement().asString().startsWith("kept until the next start: ");
    }

    @Test
    void whatIsWrongIsToldWithFileAndLine() throws IOException {
        LiveConfiguration configuration = started("", "");
        write(granted("presence = roster"), "colour = blue");

        assertThat(configuration.read().errors())
                .hasSize(2)
                .anyMatch(line -> line.startsWith(file() + ":3: virtual-hosts."))
                .anyMatch(line -> line.startsWith(file() + ":7: colour: unknown key"));
    }

    @Test
    void aBadDelegationIsToldWithFileAndLineAndAGoodOneIsLive() throws IOException {
        LiveConfiguration configuration = started("", "");
        write("delegations {\n\"urn:x\" = \"gateway.example.org\"\n\"urn:y\" = \"unknown.example.org\"\n}", "");
        assertThat(configuration.read().errors())
                .singleElement()
                .asString()
                .startsWith(file() + ":4: virtual-hosts.")
                .contains("is not a configured component");
        assertThat(applied).isEmpty();

        write("delegations {\n\"urn:x\" = \"gateway.example.org\"\n}", "");
        assertThat(configuration.read().apply())
                .containsExactly("in force: virtual-hosts.\"example.org\".delegations.\"urn:x\" (" + file() + ":3)");
    }

    @Test
    void aFileThatIsGoneOrBrokenIsAnError() throws IOException {
        LiveConfiguration configuration = started("", "");
        Files.writeString(file(), "virtual-hosts {");
        assertThat(configuration.read().errors()).singleElement().asString().startsWith(file() + ":");
        Files.delete(file());
        assertThat(configuration.read().errors()).isNotEmpty();
    }
}
