package im.regent.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RosterBatchTest {
    private final RosterBatch batch = new RosterBatch(7, 3, List.of("a@x", "b@x"), false);

    private static String answer(String from, String id, String type) {
        return "<iq from='" + from + "' id=\"" + id + "\" type='" + type + "'/>";
    }

    private static String push(int contact, String attributes) {
        return "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='c" + contact + "@contacts.invalid' "
                + attributes + "/></query></iq>";
    }

    @Test
    void ownersTakeTurnsAndContactsDiffer() {
        assertThat(batch.xml("gw.x"))
                .contains("<iq type='set' from='gw.x' to='a@x' id='s7-0'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='c0@contacts.invalid' name='Contact'><group>Bench</group></item></query></iq>")
                .contains("to='b@x' id='s7-1'")
                .contains("to='a@x' id='s7-2'");
        assertThat(new RosterBatch(8, 1, List.of("a@x"), true).xml("gw.x"))
                .isEqualTo("<iq type='set' from='gw.x' to='a@x' id='s8-0'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='c0@contacts.invalid' subscription='remove'/></query></iq>");
    }

    @Test
    void lastAnswerEndsIt() {
        batch.answer(answer("a@x", "s7-2", "result"), 10);
        batch.answer(answer("a@x", "s7-0", "result"), 20);
        assertThat(batch.unanswered()).isEqualTo(1);
        batch.answer(answer("b@x", "s7-1", "result"), 30);
        assertThat(batch.isAnswered()).isTrue();
        assertThat(batch.answeredAt()).isEqualTo(30);
        assertThat(batch.isDone()).as("without pushes").isFalse();
    }

    @Test
    void onlyTheFirstAnswerOfTheRightAccountCounts() {
        batch.answer(answer("a@x", "s7-0", "result"), 10);
        batch.answer(answer("a@x", "s7-0", "result"), 20); // again
        batch.answer(answer("a@x", "s7-1", "result"), 20); // of another account
        batch.answer(answer("b@x", "s6-1", "result"), 20); // of another batch
        batch.answer(answer("b@x", "s7-3", "result"), 20); // never sent
        batch.answer(answer("b@x", "s7-99999999999", "result"), 20);
        batch.answer(answer("b@x", "s7-", "result"), 20);
        assertThat(batch.unanswered()).isEqualTo(2);
        assertThat(batch.surplus()).isEqualTo(6);
        assertThat(batch.answeredAt()).isEqualTo(10);
        assertThat(batch.reasons()).hasSize(3);
    }

    @Test
    void nobodyIsToldOfWhatFailed() {
        batch.answer(answer("a@x", "s7-0", "error"), 10);
        batch.answer(answer("b@x", "s7-1", "result"), 20);
        batch.answer(answer("a@x", "s7-2", "result"), 30);
        assertThat(batch.errors()).isEqualTo(1);
        batch.push("b@x", push(1, "subscription='none'"));
        assertThat(batch.unpushed()).isEqualTo(1);
        batch.push("a@x", push(2, ""));
        assertThat(batch.isDone()).isTrue();
    }

    @Test
    void pushesCountOnceAndForTheirOwner() {
        batch.push("a@x", push(0, ""));
        batch.push("a@x", push(0, ""));
        batch.push("a@x", push(1, "")); // is b's
        batch.push("a@x", push(2, "subscription='remove'")); // not what was asked
        batch.push("b@x", push(3, ""));
        batch.push("b@x", "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='other@x'/></query></iq>");
        assertThat(batch.pushed()).isEqualTo(1);
        assertThat(batch.unpushed()).isEqualTo(2);
    }
}
