package im.regent.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test method of a class a fresh in-memory server as a parameter of type {@link TestServer}, and fails it when
 * something was logged at WARN or above that the test did not {@link TestServer#expectLog expect}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(XmppTestExtension.class)
public @interface XmppTest {
    /** The virtual hosts. */
    String[] hosts() default {"capulet.lit"};

    /** The features to run, by id, with those they need; all that are installed if empty. */
    String[] features() default {};

    /** More configuration, as HOCON. */
    String config() default "";
}
