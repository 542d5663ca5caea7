package im.regent.c2s.management;

import im.regent.c2s.sasl2.Authentication;
import im.regent.c2s.sasl2.InlineFeature;
import im.regent.core.jid.Jid;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Resumes a session together with the login (XEP-0198 §9.2). */
final class InlineResumption implements InlineFeature {
    private final WaitingSessions waiting;

    InlineResumption(WaitingSessions waiting) {
        this.waiting = waiting;
    }

    @Override
    public Stage stage() {
        return Stage.RESUME;
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        return Optional.of(Sm.element("sm"));
    }

    @Override
    public CompletionStage<Void> apply(Authentication authentication) throws StreamException {
        Optional<Element> resume = authentication.request().element().child(Sm.NAMESPACE, "resume");
        if (resume.isEmpty()) {
            return Stages.done();
        }
        // "the stream is considered re-established immediately after the <success/> element instead and stream features
        // MUST NOT be sent in this case".
        return waiting.resume(
                        resume.get(), authentication.stream(), (jid, resumed) -> answer(jid, resumed, authentication))
                .thenAccept(failed -> failed.ifPresentOrElse(authentication::add, authentication::told));
    }

    /** "A bare JID, unless resource binding has occurred, in which case it is a full JID": the session has been bound. */
    private static Element answer(Jid jid, Element resumed, Authentication authentication) {
        return authentication.success(jid).plus(resumed);
    }
}
