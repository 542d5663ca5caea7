package im.regent.im.external;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.IqHandler;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells accounts which services there are, and gives them the credentials. */
record ExternalServices(ExternalServicesSettings settings) implements Feature {
    private static final String NAMESPACE = "urn:xmpp:extdisco:2";

    @Override
    public void start(FeatureContext context) {
        if (settings.services().isEmpty()) {
            return;
        }
        InstantSource clock = context.clock();
        onGet(context, "services", (iq, origin) -> services(iq, origin, clock));
        onGet(context, "credentials", (iq, origin) -> credentials(iq, origin, clock));
    }

    private static void onGet(FeatureContext context, String name, IqHandler handler) {
        context.onIq(
                Iq.Type.GET,
                new Name(NAMESPACE, name),
                Target.HOST,
                // "<forbidden/> if the requesting entity does not have permission": components and their users.
                (iq, origin) -> origin.jid().hasLocal()
                                && context.routing()
                                        .router()
                                        .isVirtualHost(origin.jid().domain())
                        ? handler.on(iq, origin)
                        : refused(Condition.FORBIDDEN, "only for accounts of this server"));
    }

    private Verdict services(Iq iq, Origin origin, InstantSource clock) {
        Optional<String> type = iq.request().attribute("type");
        Element services = Element.of(NAMESPACE, "services");
        services = type.isPresent() ? services.with("type", type.get()) : services;
        for (ExternalService service : settings.services()) {
            if (type.isEmpty() || type.get().equals(service.type())) {
                Optional<Access.Credentials> credentials = credentials(service, origin.jid(), clock);
                Element described = described(service, credentials.isPresent());
                services = services.plus(settings.areCredentialsOnRequest() ? described : with(credentials, described));
            }
        }
        return Verdict.reply(iq.result(services));
    }

    private Verdict credentials(Iq iq, Origin origin, InstantSource clock) {
        List<Element> asked = iq.request().children(NAMESPACE, "service");
        Element wanted = asked.size() == 1 ? asked.get(0) : Element.of(NAMESPACE, "service");
        // "a <service/> element which MUST include the 'host' and 'type' attributes"
        if (wanted.attribute("host").isEmpty() || wanted.attribute("type").isEmpty()) {
            return refused(Condition.BAD_REQUEST, "name one service with its host and type");
        }
        List<Element> found = new ArrayList<>();
        for (ExternalService service : settings.services()) {
            Optional<Access.Credentials> credentials = credentials(service, origin.jid(), clock);
            if (isWanted(wanted, service) && credentials.isPresent()) {
                found.add(with(credentials, described(service, true)));
            }
        }
        return found.isEmpty()
                ? refused(Condition.ITEM_NOT_FOUND, "there are no credentials for such a service")
                : Verdict.reply(iq.result(Element.of(NAMESPACE, "credentials").withNodes(found)));
    }

    private static boolean isWanted(Element wanted, ExternalService service) {
        return wanted.attribute("host", "").equalsIgnoreCase(service.host())
                && wanted.attribute("type", "").equals(service.type())
                && wanted.attribute("port")
                        .map(port -> port.equals(Integer.toString(service.port())))
                        .orElse(true);
    }

    private Optional<Access.Credentials> credentials(ExternalService service, Jid jid, InstantSource clock) {
        return service.access().of(jid.bare(), clock.instant(), settings.validFor());
    }

    private static Element described(ExternalService service, boolean isRestricted) {
        Element element = Element.of(NAMESPACE, "service")
                .with("type", service.type())
                .with("host", service.host())
                .with("port", Integer.toString(service.port()))
                .with("transport", service.transport().value());
        element = service.name().isEmpty() ? element : element.with("name", service.name());
        return isRestricted ? element.with("restricted", "true") : element;
    }

    private static Element with(Optional<Access.Credentials> credentials, Element service) {
        if (credentials.isEmpty()) {
            return service;
        }
        Element element = service.with("username", credentials.get().username())
                .with("password", credentials.get().password().reveal());
        return credentials
                .get()
                .expires()
                .map(expiry -> element.with("expires", expiry.toString()))
                .orElse(element);
    }

    private static Verdict refused(Condition condition, String text) {
        return Verdict.reject(StanzaError.of(condition, text));
    }
}
