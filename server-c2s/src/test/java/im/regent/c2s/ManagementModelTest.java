package im.regent.c2s;

import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.session.Session;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stream management compared with a model: a list of what was said. */
@Spec(xep = 198, version = "1.6.3")
class ManagementModelTest {
    private final ManagedClients clients = new ManagedClients("");

    @AfterEach
    void stop() {
        clients.close();
    }

    /** A long random life of a session, over several servers, compared with what a client would have to see. */
    @ParameterizedTest
    @Section("5")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingIsLostAndNothingComesTwiceWhateverBreaks(long seed) {
        Random random = new Random(seed);
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        Session session = clients.session().orElseThrow();
        List<String> said = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        boolean isThere = true;
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(3) > 0 && said.size() - heard.size() < 50) {
                said.add("m" + said.size());
                clients.say(session, said.get(said.size() - 1));
            }
            if (isThere && random.nextBoolean()) {
                clients.came(phone).stream()
                        .filter(name -> name.startsWith("m"))
                        .forEach(heard::add);
            }
            if (random.nextInt(40) == 0) {
                clients.restart();
                session = clients.session().orElseThrow();
                isThere = false;
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (isThere) {
                        phone.sends(acknowledge(heard.size()));
                    }
                }
                case 1 -> {
                    if (isThere) {
                        phone.breaks();
                        isThere = false;
                    }
                }
                default -> {
                    if (!isThere) {
                        phone = clients.loggedIn().sends(resume(id, heard.size()));
                        clients.settle();
                        isThere = true;
                    }
                }
            }
        }
        if (!isThere) {
            phone = clients.loggedIn().sends(resume(id, heard.size()));
        }
        clients.came(phone).stream().filter(name -> name.startsWith("m")).forEach(heard::add);
        assertThat(heard).isEqualTo(said);
        assertThat(clients.undelivered).isEmpty();
    }
}
