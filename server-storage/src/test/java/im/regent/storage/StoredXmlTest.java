package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.store.Codec;
import im.regent.core.store.StoreException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored XML is read under the rules of streams, whoever wrote it. */
class StoredXmlTest {
    private final StoredXml<Element> xml = new StoredXml<>("things", Codec.xml());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a>",
                "<a/><b/>",
                "<a><!-- comment --></a>",
                "<a><?target data?></a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
                "<a>&undeclared;</a>",
                "<p:a/>",
                "<a b='1' b='2'/>",
                "<a>\u0001</a>",
                "<a>&#1;</a>"
            })
    void whatTheWriterNeverWritesIsRefused(String text) {
        assertThatThrownBy(() -> xml.read(text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("things");
    }

    @Test
    void deepNestingIsRefusedBeforeItHurts() {
        assertThatThrownBy(() -> xml.read("<a>".repeat(300_000))).isInstanceOf(StoreException.class);
        assertThat(xml.read("<a>".repeat(200) + "</a>".repeat(200)).localName()).isEqualTo("a");
    }

    /** The JDK has limits of its own, some only since version 24. */
    @Test
    void whatStreamsAdmitIsReadOnEveryJdk() {
        StreamLimits limits = StreamLimits.authenticated(1 << 20);
        Element large =
                Element.text("urn:" + "x".repeat(2_000), "n".repeat(limits.maxNameBytes()), "<".repeat(200_000));
        for (int i = 0; i < limits.maxAttributes(); i++) {
            large = large.with("a".repeat(limits.maxNameBytes() - i), "<");
        }
        assertThat(xml.read(xml.write(large))).isEqualTo(large);
    }
}
