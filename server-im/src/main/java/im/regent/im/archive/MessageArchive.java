package im.regent.im.archive;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.jid.Jid;
import im.regent.core.routing.BindReport;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Archive;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Rosters;

/** Message archives (XEP-0313) and their preferences (XEP-0441). */
final class MessageArchive implements Feature {
    private static final Name QUERY = new Name(Names.ARCHIVE, "query");
    private static final Name METADATA = new Name(Names.ARCHIVE, "metadata");
    private static final Name PREFS = new Name(Names.ARCHIVE, PrefsXml.PREFS);

    private final ArchiveSettings settings;

    MessageArchive(ArchiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Archive<Element> archive = context.stores().archive("messages", Codec.xml());
        IdKeys keys =
                new IdKeys(context.stores().documents("archive-key", new IdKeys.KeyCodec()), context.routing()::newId);
        PrefsBook prefs = new PrefsBook(
                context.stores().documents("archive-preferences", new PrefsXml()),
                context.routing().sessions(),
                Prefs.byDefault(settings.policy()));
        SentIds sent = new SentIds(keys);
        context.provide(ArchiveIds.class, sent);
        // So that they are at hand before the first message.
        context.routing().virtualHosts().forEach(host -> keys.of(Jid.valueOf(host)));
        advertise(context);
        ArchiveQueries queries = new ArchiveQueries(
                archive,
                keys,
                settings,
                context.routing()::newId,
                session -> context.publish(ImEvents.ARCHIVE_REPORTED, session));
        requests(context, queries, prefs);
        hooks(
                context,
                new Recorder(
                        new Recorder.Shelf(archive, prefs, keys, sent, settings),
                        context.routing(),
                        context.stores().accounts(),
                        context.require(Rosters.class),
                        context.clock()));
        context.on(CoreEvents.SESSION_ENDED, prefs::ended);
    }

    /** §7: where there are archives, and XEP-0359 §4: who enforces the rules about ids. */
    private static void advertise(FeatureContext context) {
        context.advertise(Target.ACCOUNT, Names.ARCHIVE);
        context.advertise(Target.ACCOUNT, Names.EXTENDED);
        context.advertise(Target.ACCOUNT, Names.GROUPCHAT_FIELD);
        context.advertise(Target.ACCOUNT, Names.STANZA_ID);
    }

    /** For the account alone: to others it looks as if there were no archive, and as if there were no account. */
    private void requests(FeatureContext context, ArchiveQueries queries, PrefsBook book) {
        PrefsQueries prefs = new PrefsQueries(book, context.stores().accounts(), settings.maxPreferences());
        context.onIq(Iq.Type.GET, QUERY, Target.SELF, queries::fields);
        context.onIq(Iq.Type.SET, QUERY, Target.SELF, queries::query);
        context.onIq(Iq.Type.GET, METADATA, Target.SELF, queries::metadata);
        context.contribute(BindReport.class, queries::report);
        context.onIq(Iq.Type.GET, PREFS, Target.SELF, prefs::get);
        context.onIq(Iq.Type.SET, PREFS, Target.SELF, prefs::set);
    }

    /** Behind the users' own rules, and right before delivery. */
    private static void hooks(FeatureContext context, Recorder recorder) {
        context.on(Flow.OUTBOUND, Phase.TRANSFORM, Stanza.Kind.MESSAGE, recorder::cleanOutbound);
        context.on(Flow.INBOUND, Phase.TRANSFORM, Stanza.Kind.MESSAGE, recorder::cleanInbound);
        context.on(Flow.OUTBOUND, Phase.HANDLE, Stanza.Kind.MESSAGE, recorder::recordOutbound);
        context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.MESSAGE, recorder::recordInbound);
        context.on(
                CoreEvents.SESSION_BOUND,
                session -> recorder.trimByAge(session.jid().bare()));
    }
}
