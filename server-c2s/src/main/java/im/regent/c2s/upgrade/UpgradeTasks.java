package im.regent.c2s.upgrade;

import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Proof;
import im.regent.c2s.sasl.ScramUpgrades;
import im.regent.c2s.sasl2.Authentication;
import im.regent.c2s.sasl2.LoginTask;
import im.regent.c2s.sasl2.TaskSource;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.StoreException;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tasks to those who want them. */
final class UpgradeTasks implements TaskSource {
    private static final Logger log = LoggerFactory.getLogger(UpgradeTasks.class);
    private static final String NAMESPACE = "urn:xmpp:sasl:upgrade:0";

    private final ScramUpgrades upgrades;
    private final Accounts accounts;

    UpgradeTasks(ScramUpgrades upgrades, Accounts accounts) {
        this.upgrades = upgrades;
        this.accounts = accounts;
    }

    @Override
    public List<Element> announced(NegotiatedStream stream) {
        return upgrades.tasks().stream()
                .map(task -> Element.text(NAMESPACE, "upgrade", task))
                .toList();
    }

    @Override
    public CompletionStage<List<LoginTask>> tasks(Authentication authentication) {
        List<String> wanted = authentication.request().element().children(NAMESPACE, "upgrade").stream()
                .map(upgrade -> upgrade.text().strip())
                .distinct()
                .toList();
        Jid account = authentication.account();
        if (wanted.isEmpty() || authentication.request().mechanism().equals(Mechanism.EXTERNAL.wireName())) {
            return CompletableFuture.completedFuture(List.of());
        }
        return accounts.credentials(account)
                .thenApply(found -> found.map(known -> tasks(wanted, account, known, authentication.proof()))
                        .orElse(List.of()))
                .exceptionally(UpgradeTasks::without);
    }

    private List<LoginTask> tasks(List<String> wanted, Jid account, Credentials known, Proof proof) {
        return wanted.stream()
                .flatMap(name -> upgrades.upgrade(name, known).stream()
                        .<LoginTask>map(upgrade -> new UpgradeTask(name, upgrade, proof, account, accounts)))
                .toList();
    }

    /** Another time: the client has logged in all the same. */
    private static List<LoginTask> without(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof StoreException) {
            log.debug("accounts cannot be read: {}", cause.getMessage());
            return List.of();
        }
        throw new CompletionException(cause);
    }
}
