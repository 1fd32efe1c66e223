package io.fairlead.emulators.stack;

import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.world.Board;
import io.fairlead.emulators.world.Seeing;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.Observations;
import io.fairlead.port.SideBySide;
import io.fairlead.quorum.CellRegister;
import io.fairlead.quorum.SingleCell;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.json.RegisterStateCodec;
import io.fairlead.wiring.stack.AwsStacks;
import java.time.Instant;
import java.util.TreeSet;

/**
 * A topology's real cycles: every region observes, and one function steers by the adapters that
 * functions are wired with. The twin has no tables, so the register is in S3 and entries are here.
 */
final class Steering implements AutoCloseable {
  private static final String BUCKET = "steering-state";

  private final Fleet fleet;
  private final TwinClock clock;
  private final AwsPorts ports;
  private final SteerCycle steer;
  private final Observations board = new Board();
  private final TreeSet<String> down = new TreeSet<>();
  private final Seeing sight = new Sight();
  private int ids;

  /** A fleet that was never steered, its stacks deployed. */
  Steering(AwsStacks stacks, AwsTwin twin, AwsClients clients, TwinClock clock) {
    this.fleet = stacks.topology().fleet();
    this.clock = clock;
    String region = stacks.scopes().firstKey();
    twin.s3().bucket(stacks.location(region), BUCKET);
    stacks.stores().forEach((at, bucket) -> twin.s3().bucket(stacks.location(at), bucket));
    this.ports = new AwsPorts(stacks.topology(), new AwsPorts.Caller(region, "fairlead"), clients);
    S3Cell cell =
        new S3Cell(clients, new S3Cell.Place(stacks.location(region), BUCKET, fleet.name()));
    this.steer =
        new SteerCycle(
            fleet,
            new SteerCycle.Ports(
                new CellRegister(new SingleCell(cell), new RegisterStateCodec(), fleet.name()),
                board,
                ports.addresses(),
                ports.director(),
                ports.flags(),
                (notices, deadline) -> {},
                (report, deadline) -> {},
                NewPath.probed(fleet, region, sight),
                SideBySide.inTurn()),
            () -> "op-" + ++ids);
  }

  /** A service answers no more in a region. */
  void falls(String service, String region) {
    down.add(service + "/" + region);
  }

  /** Every region observes, the function steers, an interval passes. */
  SteerReport tick() {
    for (String region : fleet.regions().keySet()) {
      new ProbeCycle(
              fleet,
              new ProbeCycle.Observer(region, region + "-1"),
              new ProbeCycle.Ports(sight, sight, board))
          .run(clock.instant(), deadline());
    }
    SteerReport report = steer.run(clock.instant(), deadline());
    clock.pass(fleet.safety().probe().interval());
    return report;
  }

  /** What every region sees: all that did not fall. */
  private final class Sight implements Seeing {
    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public boolean answers(ProbeTarget target) {
      return !(target.subject() instanceof Subject.OfDeployment(String service, String region)
          && down.contains(service + "/" + region));
    }
  }

  private Instant deadline() {
    return clock.instant().plus(fleet.safety().probe().interval());
  }

  @Override
  public void close() {
    ports.close();
  }
}
