package im.regent.im.contact;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.InfoForm;
import im.regent.core.routing.Target;

/** Says in service discovery whom to turn to. */
record ContactAddresses(ContactAddressesSettings settings) implements Feature {
    private static final String TYPE = "http://jabber.org/network/serverinfo";

    @Override
    public void start(FeatureContext context) {
        if (!settings.fields().isEmpty()) {
            context.extend(Target.HOST, new InfoForm(TYPE, settings.fields()));
        }
    }
}
