package im.regent.c2s.fast;

import im.regent.c2s.sasl2.UserAgent;
import im.regent.core.store.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One installation of a client that has tokens: the one that it used last, and one that it may not have received.
 *
 * @param software what the client calls itself, or empty
 * @param name what it is installed on, or empty
 * @param lastSeen when it logged in with a token or was given one
 */
record Device(String software, String name, Instant lastSeen, List<Token> tokens) {
    Device {
        tokens = List.copyOf(tokens);
    }

    static Device of(UserAgent agent, Instant now) {
        return new Device(agent.software(), agent.device(), now, List.of());
    }

    /** "upon providing a new token to the client, the server SHOULD invalidate any tokens previously generated that have not been used". */
    Device with(Token fresh, UserAgent agent) {
        List<Token> more = new ArrayList<>();
        tokens.stream().filter(Token::isUsed).forEach(more::add);
        more.add(fresh);
        return new Device(agent.software(), agent.device(), fresh.issued(), more);
    }

    /** Whether it has a token that is good for the password that the account has now. */
    boolean isOf(Credentials credentials) {
        return tokens.stream().anyMatch(token -> TokenMint.isOf(credentials, token));
    }

    Optional<Token> find(String salt) {
        return tokens.stream().filter(token -> token.salt().equals(salt)).findFirst();
    }

    /** "Upon successful use of any token, the server MUST invalidate all tokens issued to the same client with an earlier expiry". */
    Device used(Token token, long count, Instant now) {
        List<Token> left = new ArrayList<>();
        for (Token other : tokens) {
            if (other.salt().equals(token.salt())) {
                left.add(other.used(count));
            } else if (!other.isUsed() && !other.expiry().isBefore(token.expiry())) {
                left.add(other);
            }
        }
        return new Device(software, name, now, left);
    }
}
