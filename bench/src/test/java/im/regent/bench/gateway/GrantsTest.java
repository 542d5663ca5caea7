package im.regent.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** XEP-0356 §4.2, §5.2. */
class GrantsTest {
    private static String advertisement(String perms) {
        return "<message id='>' from=\"capulet.lit\" to='pubsub.capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                + perms + "</privilege></message>";
    }

    private static Grants read(String perms) {
        return Grants.read(advertisement(perms), "capulet.lit").orElseThrow();
    }

    @Test
    void permissionsAreReadInAnyOrderAndQuotes() {
        assertThat(read("<perm type=\"both\" push='true' access='roster'/><perm access=\"message\" type='outgoing'/>"))
                .isEqualTo(new Grants(true, true));
        assertThat(read("<perm access='roster' type='set'/>")).isEqualTo(new Grants(true, false));
        assertThat(read("<perm access='roster' type='get'/><perm access='message' type='none'/>"))
                .isEqualTo(new Grants(false, false));
        assertThat(read("")).isEqualTo(new Grants(false, false));
    }

    @Test
    void otherHostsAndOtherMessagesSayNothing() {
        String perms = "<perm access='message' type='outgoing'/>";
        assertThat(Grants.read(advertisement(perms), "montague.lit")).isEmpty();
        assertThat(Grants.read("<presence from='capulet.lit'/>", "capulet.lit")).isEmpty();
        assertThat(Grants.read(advertisement(perms).replace(":2", ":1"), "capulet.lit"))
                .isEmpty();
    }
}
