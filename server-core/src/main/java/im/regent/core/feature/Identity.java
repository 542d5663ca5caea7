package im.regent.core.feature;

/** An identity in service discovery (XEP-0030 §3.1). */
public record Identity(String category, String type, String name) {}
