package im.regent.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The specification that a test class, or one test of it, proves: an XEP with its version, or an RFC. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Spec {
    /** The number of the XEP, or 0. */
    int xep() default 0;

    /** The number of the RFC, or 0. */
    int rfc() default 0;

    /** The version of the XEP. */
    String version() default "";
}
