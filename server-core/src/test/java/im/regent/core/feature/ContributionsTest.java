package im.regent.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Registration;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private record Part(String name) {}

    private final Contributions contributions = new Contributions();

    @Test
    void partsOfAKindComeInTheOrderInWhichTheyWereAdded() {
        contributions.add(String.class, "b");
        contributions.add(Integer.class, 1);
        contributions.add(String.class, "a");
        assertThat(contributions.of(String.class)).containsExactly("b", "a");
        assertThat(contributions.of(Integer.class)).containsExactly(1);
        assertThat(contributions.of(Long.class)).isEmpty();
    }

    @Test
    void onePartIsTakenBackAndNoOtherThatIsEqual() {
        Part one = new Part("a");
        Part other = new Part("a");
        Registration registration = contributions.add(Part.class, one);
        contributions.add(Part.class, other);
        registration.close();
        registration.close();
        assertThat(contributions.of(Part.class)).hasSize(1);
        assertThat(contributions.of(Part.class).get(0)).isSameAs(other);
    }
}
