package im.regent.c2s.upgrade;

import im.regent.c2s.sasl.MalformedSaslDataException;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.c2s.sasl.ScramUpgrade;
import im.regent.c2s.sasl2.LoginTask;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One upgrade: the client gets salt and iterations, and answers with its {@code SaltedPassword}.
 *
 * @param proved what the account had when the client proved its password
 */
record UpgradeTask(String name, ScramUpgrade upgrade, Credentials proved, Jid account, Accounts accounts)
        implements LoginTask {
    private static final String NAMESPACE = "urn:xmpp:scram-upgrade:0";

    @Override
    public CompletionStage<Step> take(Element element) {
        return element.localName().equals("next")
                ? CompletableFuture.completedFuture(new Step.More(salt()))
                : store(element);
    }

    private Element salt() {
        return Element.text(NAMESPACE, "salt", SaslData.encode(upgrade.salt()))
                .with("iterations", Integer.toString(upgrade.iterations()));
    }

    private CompletionStage<Step> store(Element element) {
        Optional<ScramKeys> keys = element.child(NAMESPACE, "hash").flatMap(this::keys);
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Step.Failed(SaslCondition.MALFORMED_REQUEST, "expected a salted password of the right length"));
        }
        return accounts.update(account, before -> ScramUpgrade.merged(before, proved, keys.get()))
                .thenApply(isThere -> new Step.Done());
    }

    private Optional<ScramKeys> keys(Element hash) {
        try {
            return upgrade.keys(SaslData.decode(hash.text().strip()));
        } catch (MalformedSaslDataException e) {
            return Optional.empty();
        }
    }
}
