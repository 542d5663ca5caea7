package im.regent.c2s.sasl2;

import im.regent.core.stream.NegotiatedStream;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tasks for clients that have proved who they are, and are not authenticated before they have done them; on the stream's loop. */
public interface TaskSource {
    /** What stands in {@code <authentication/>}. */
    List<Element> announced(NegotiatedStream stream);

    /** The tasks of one login, in their order; never for one of a {@link MechanismSource}, whose client may have no user at hand. */
    CompletionStage<List<LoginTask>> tasks(Authentication authentication);
}
