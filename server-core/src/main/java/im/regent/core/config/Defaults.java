package im.regent.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The defaults of one feature: a HOCON resource in the package of a class, and where in the configuration it applies.
 *
 * <p>A {@code *} in the path stands for each name that the administrator has written there: defaults at
 * {@code virtual-hosts.*} apply to every virtual host, and to none if there is none.
 *
 * @param path such as {@code features.blocking}
 * @param owner a class in the package of the resource
 * @param resource the name of the resource, {@code defaults.conf}
 */
public record Defaults(String path, Class<?> owner, String resource) {
    /** {@code defaults.conf} beside the class. */
    public static Defaults beside(Class<?> owner, String path) {
        return new Defaults(path, owner, "defaults.conf");
    }

    /**
     * The text of the resource.
     *
     * @throws IllegalStateException if the build left it out
     */
    String text() {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
