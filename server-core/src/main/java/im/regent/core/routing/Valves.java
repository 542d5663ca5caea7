package im.regent.core.routing;

import im.regent.core.session.Outlet;
import im.regent.core.session.Valve;
import im.regent.core.xml.Element;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The valves of one session in their places, and the end behind them. Confined to the session's loop. */
final class Valves {
    private static final List<Valve.Place> PLACES = List.of(Valve.Place.values());

    /** A valve, and the way behind it: it leads through valves that come later, for a stanza may have waited for long. */
    private record Fitting(Valve valve, Outlet behind) {}

    private final Outlet end;
    private Map<Valve.Place, Fitting> fittings = Map.of();

    /** None yet. */
    Valves(Outlet end) {
        this.end = end;
    }

    /** Puts a valve in its place. What waits in a valve before it passes this one, too. */
    void insert(Valve.Place place, Valve valve) {
        Map<Valve.Place, Fitting> more = new EnumMap<>(Valve.Place.class);
        more.putAll(fittings);
        int behind = PLACES.indexOf(place) + 1;
        more.put(place, new Fitting(valve, stanza -> enter(behind, stanza)));
        fittings = more;
    }

    void send(Element stanza) {
        if (fittings.isEmpty()) {
            end.send(stanza);
        } else {
            enter(0, stanza);
        }
    }

    /** Gives a stanza to the first valve from this place on. */
    private void enter(int place, Element stanza) {
        for (int i = place; i < PLACES.size(); i++) {
            Fitting fitting = fittings.get(PLACES.get(i));
            if (fitting != null) {
                fitting.valve().send(stanza, fitting.behind());
                return;
            }
        }
        end.send(stanza);
    }
}
