package im.regent.kit.check;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import im.regent.bench.stream.Account;
import im.regent.bench.stream.Target;
import im.regent.bench.stream.Target.Encryption;
import im.regent.kit.stream.Pace;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which server is asked, and who the kit is there.
 *
 * @param server its name and version, for reports
 */
public record Scene(
        String server, Target target, Map<User, Account> accounts, Map<Entity, Component> entities, Pace pace) {
    /**
     * What a component is called, what it says to get in, and where: on some servers all components of a port share
     * everything, so that each needs a port of its own.
     */
    public record Component(String domain, String secret, InetSocketAddress address) {
        /** The secret stays out of logs and messages. */
        @Override
        public String toString() {
            return domain;
        }
    }

    public Scene {
        accounts = Map.copyOf(accounts);
        entities = Map.copyOf(entities);
    }

    /**
     * Reads {@code conf/kit.conf}.
     *
     * @throws ConfigException when something is missing or wrong
     */
    public static Scene read(Config config) {
        Config server = config.getConfig("server");
        String host = server.getString("host");
        Map<User, Account> accounts = new EnumMap<>(User.class);
        for (User user : User.values()) {
            Config account = config.getConfig("accounts." + user.key());
            accounts.put(user, new Account(account.getString("name"), account.getString("password")));
        }
        Map<Entity, Component> entities = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            Config component = config.getConfig("components." + entity.key());
            int port = component.hasPath("port") ? component.getInt("port") : server.getInt("component-port");
            entities.put(
                    entity,
                    new Component(
                            component.getString("address"),
                            component.getString("secret"),
                            new InetSocketAddress(host, port)));
        }
        return new Scene(
                server.getString("name"),
                new Target(
                        new InetSocketAddress(host, server.getInt("c2s-port")),
                        server.getString("domain"),
                        server.getEnum(Encryption.class, "tls"),
                        ""),
                accounts,
                entities,
                new Pace(config.getDuration("pace.patience"), config.getDuration("pace.quiet")));
    }
}
