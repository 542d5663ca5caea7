package im.regent.im.contact;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code contact-addresses}. */
public final class ContactAddressesFactory implements FeatureFactory<ContactAddressesSettings> {
    @Override
    public String id() {
        return "contact-addresses";
    }

    @Override
    public ContactAddressesSettings settings(Settings settings) {
        return ContactAddressesSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(157, "1.1.1"));
    }

    @Override
    public Feature create(ContactAddressesSettings settings) {
        return new ContactAddresses(settings);
    }
}
