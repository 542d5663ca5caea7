package im.regent.core.net;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Networks in the notation of RFC 4632: an address, a slash, the length of the prefix. */
final class ExemptNetworks {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private final List<IpSubnetFilterRule> rules;

    /** @param networks each {@link #isNetwork one} */
    ExemptNetworks(List<String> networks) {
        this.rules = networks.stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** Whether it is written as it should be; names of hosts are not looked up. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
            return false;
        }
        String address = text.substring(0, slash);
        int length = Integer.parseInt(text.substring(slash + 1));
        return NetUtil.isValidIpV4Address(address) && length <= 32
                || NetUtil.isValidIpV6Address(address) && length <= 128;
    }

    boolean contains(InetAddress address) {
        InetSocketAddress peer = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(peer));
    }
}
