package im.regent.core.xml;

/** Character data. Cannot hold a character that XML 1.0 forbids. */
public record Text(String value) implements Node {
    /** @throws IllegalArgumentException when the value holds a character that XML forbids */
    public Text {
        XmlCharacters.check(value);
    }
}
