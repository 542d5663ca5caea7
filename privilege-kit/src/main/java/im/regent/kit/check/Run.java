package im.regent.kit.check;

import im.regent.kit.finding.Finding;
import im.regent.kit.finding.Outcome;
import im.regent.kit.stream.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts all checks to one server, one after the other. */
public final class Run {
    private final Scene scene;
    private final boolean isPatient;

    /** @param isPatient whether to make the checks that take minutes too */
    public Run(Scene scene, boolean isPatient) {
        this.scene = scene;
        this.isPatient = isPatient;
    }

    /**
     * Runs them.
     *
     * @param each is told every result at once
     * @throws Finding when the accounts or components cannot get in
     */
    public List<Result> of(List<Group> groups, Consumer<Result> each) throws Finding {
        try (Connector connector = new Connector(scene.target(), scene.pace())) {
            World first = new World(scene, connector, Dialect.UNKNOWN);
            Rosters rosters = new Rosters();
            World world;
            try {
                rosters.remember(first);
                world = new World(scene, connector, Dialect.of(first));
            } finally {
                first.leave();
            }
            List<Result> results = new ArrayList<>();
            for (Group group : groups) {
                for (Check check : group.checks()) {
                    Result result = result(group, check, world, rosters);
                    results.add(result);
                    each.accept(result);
                }
            }
            return List.copyOf(results);
        }
    }

    private Result result(Group group, Check check, World world, Rosters rosters) {
        Outcome outcome = Outcome.PASS;
        String detail = "";
        try {
            if (check.slow() && !isPatient) {
                throw Finding.notApplicable("takes minutes: run with --slow");
            }
            attempt(check, world, rosters);
        } catch (Finding e) {
            outcome = e.outcome();
            detail = String.valueOf(e.getMessage());
        }
        return new Result(group.name(), check.title(), check.rules(), outcome, detail);
    }

    private static void attempt(Check check, World world, Rosters rosters) throws Finding {
        try {
            check.body().run(world);
        } finally {
            world.leave();
            restore(check, world, rosters);
        }
    }

    /** A check that could not be cleaned up after would spoil others, so that this is told in its place. */
    private static void restore(Check check, World world, Rosters rosters) throws Finding {
        try {
            rosters.restore(world, check.rosters());
        } finally {
            world.leave();
        }
    }
}
