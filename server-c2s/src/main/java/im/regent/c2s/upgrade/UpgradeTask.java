package im.regent.c2s.upgrade;

import im.regent.c2s.sasl.MalformedSaslDataException;
import im.regent.c2s.sasl.Proof;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.c2s.sasl.ScramUpgrade;
import im.regent.c2s.sasl2.LoginTask;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.ScramKeys;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One upgrade: the client gets salt and iterations, and answers with its {@code SaltedPassword}.
 *
 * @param proof what the client has logged in by
 */
record UpgradeTask(String name, ScramUpgrade upgrade, Proof proof, Jid account, Accounts accounts)
        implements LoginTask {
    private static final String NAMESPACE = "urn:xmpp:scram-upgrade:0";
    private static final Step CHANGED = new Step.Failed(
            SaslCondition.NOT_AUTHORIZED, "the password was changed in the meantime, log in with the new one");

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
        boolean[] isStill = {false};
        return accounts.update(account, before -> {
                    isStill[0] = proof.isOf(before);
                    return isStill[0] ? ScramUpgrade.merged(before, keys.get()) : before;
                })
                .thenApply(isThere -> isThere && isStill[0] ? new Step.Done() : CHANGED);
    }

    private Optional<ScramKeys> keys(Element hash) {
        try {
            return upgrade.keys(SaslData.decode(hash.text().strip()));
        } catch (MalformedSaslDataException e) {
            return Optional.empty();
        }
    }
}
