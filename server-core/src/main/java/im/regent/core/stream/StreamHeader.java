package im.regent.core.stream;

/**
 * The attributes of a stream's opening tag (RFC 6120 §4.7) as strings; absent ones are empty.
 *
 * @param namespace the content namespace, {@code jabber:client} for instance (§4.8.2)
 */
public record StreamHeader(String namespace, String from, String to, String id, String version, String lang) {}
