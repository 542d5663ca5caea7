package im.regent.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the servers of {@link XmppTest}. */
final class XmppTestExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(XmppTestExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        XmppTest annotation = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), XmppTest.class)
                .orElseThrow();
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestServer.class, type -> TestServer.start(annotation), TestServer.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestServer server = context.getStore(NAMESPACE).remove(TestServer.class, TestServer.class);
        if (server != null) {
            server.finish(context.getExecutionException().isEmpty());
        }
    }
}
