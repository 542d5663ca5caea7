package im.regent.c2s.sasl2;

import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.Proof;
import im.regent.c2s.sasl.SaslData;
import im.regent.core.jid.Jid;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** A client that is authenticated and not told of it yet. Belongs to the stream's loop. */
public final class Authentication {
    private final LoginRequest request;
    private final Outcome.Success outcome;
    private final boolean isBySource;
    private final List<Element> results = new ArrayList<>();
    private boolean isTold;

    /**
     * At the end of an exchange.
     *
     * @param outcome with the additional data that the client does not have yet
     * @param isBySource whether the mechanism was a {@link MechanismSource}'s
     */
    Authentication(LoginRequest request, Outcome.Success outcome, boolean isBySource) {
        this.request = request;
        this.outcome = outcome;
        this.isBySource = isBySource;
    }

    /** What the client has asked for. */
    public LoginRequest request() {
        return request;
    }

    /** The client's stream. */
    public NegotiatedStream stream() {
        return request.stream();
    }

    /** Who it is: a bare address. */
    public Jid account() {
        return outcome.account();
    }

    /** What it has logged in by, which the account may not have any more. */
    public Proof proof() {
        return outcome.proof();
    }

    byte[] additionalData() {
        return outcome.additionalData().clone();
    }

    boolean isBySource() {
        return isBySource;
    }

    /** The same, of a client that has the additional data already. */
    Authentication withoutData() {
        return new Authentication(request, new Outcome.Success(account(), new byte[0], outcome.proof()), isBySource);
    }

    /** Adds to what the client will be told. */
    public void add(Element result) {
        results.add(result);
    }

    /** Whether the client has been told; then its session has begun or goes on, and nothing more can be added. */
    public boolean isTold() {
        return isTold;
    }

    /** Somebody else sends {@link #success}, or has sent it. */
    public void told() {
        isTold = true;
    }

    /**
     * Tells the client that it has succeeded, and what is open on its stream now.
     *
     * @param identifier its full address, or the bare one if it has no resource yet
     */
    public void tell(Jid identifier) {
        told();
        stream().transport().send(success(identifier));
        stream().announce();
    }

    /** What the client is told. */
    public Element success(Jid identifier) {
        Element success = Element.of(Sasl2.NAMESPACE, "success");
        if (outcome.additionalData().length > 0) {
            success = success.plusText("additional-data", SaslData.encode(outcome.additionalData()));
        }
        success = success.plusText("authorization-identifier", identifier.toString());
        for (Element result : results) {
            success = success.plus(result);
        }
        return success;
    }
}
