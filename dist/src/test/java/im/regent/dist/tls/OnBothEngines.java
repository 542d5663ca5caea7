package im.regent.dist.tls;

import im.regent.core.net.TlsEngine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test holds for each implementation of TLS. */
@ParameterizedTest
@EnumSource(
        value = TlsEngine.class,
        names = {"JDK", "OPENSSL"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OnBothEngines {}
