package im.regent.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The section of the {@link Spec} that a test proves. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Section {
    /** The section's number. */
    String value();

    /** The rules of the conformance list that the test proves, {@code R95} for instance. */
    String[] rules() default {};
}
