package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.health.Observation;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register;
import io.fairlead.wiring.aws.AwsPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A fleet in AWS with the zip's tick function in each region, one process each. */
final class PackagedFleet implements AutoCloseable {
  /** As the template has it. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What moves an address; a dry run does not. */
  static final Predicate<Call> ASSOCIATE =
      new Where("ec2", "", "AssociateAddress")
          .and(call -> !call.parameter("DryRun").equals("true"));

  private static final String TICK = "io.fairlead.lambda.TickHandler::handleRequest";
  private static final int MOST_SLOTS = 20;

  final VirtualTime time;
  final FleetInAws aws;
  private final Path task;
  private final AwsPorts ports;
  private final Map<String, FunctionProcess> ticks = new TreeMap<>();

  PackagedFleet(Kept kept) throws IOException {
    time = new VirtualTime();
    aws = new FleetInAws(kept, time);
    task = Zip.unpacked();
    for (String region : FleetInAws.REGIONS) {
      ticks.put(region, another(region));
    }
    ports = new AwsPorts(aws.topology(), new AwsPorts.Caller(null, "test"), aws.clients);
  }

  /** One more execution environment of a region's tick; whoever starts it ends it. */
  FunctionProcess another(String region) throws IOException {
    return function(TICK, region);
  }

  /** A process with another handler of the zip. */
  FunctionProcess function(String handler, String region) throws IOException {
    return new FunctionProcess(
        new FunctionProcess.Spec(task, handler, aws.environment(region), time));
  }

  /** A region's tick. */
  FunctionProcess tick(String region) {
    return ticks.get(region);
  }

  /** A message of the queue for the slot of now. */
  String message() {
    return Events.message(Events.body(Events.slot(time.instant())));
  }

  /** One invocation; the line that it logged. */
  JsonNode run(String region, String event) {
    RuntimeApi.Answer answer = tick(region).call(event, TIMEOUT);
    assertThat(answer.good()).as(answer.body()).isTrue();
    return tick(region).lastLine();
  }

  /** The slot of now in every region, side by side; then the next one begins. */
  void round() {
    round(FleetInAws.REGIONS);
  }

  /** The same in some regions. */
  void round(List<String> regions) {
    String message = message();
    List<CompletableFuture<RuntimeApi.Answer>> answers =
        regions.stream().map(region -> tick(region).begin(message, TIMEOUT)).toList();
    for (int i = 0; i < answers.size(); i++) {
      tick(regions.get(i)).await(answers.get(i));
    }
    nextSlot();
  }

  /** Some slots of all regions. */
  void rounds(int slots) {
    for (int i = 0; i < slots; i++) {
      round();
    }
  }

  /** Lets time pass until the next slot begins. */
  void nextSlot() {
    time.until(Events.slot(time.instant()).plus(Events.SLOT));
  }

  /** Regions but one. */
  static List<String> others(String than) {
    return FleetInAws.REGIONS.stream().filter(region -> !region.equals(than)).toList();
  }

  /** Slots of all regions until something is so. */
  void until(BooleanSupplier reached) {
    until(reached, this::round);
  }

  /** Steps, at most {@value #MOST_SLOTS}, until something is so. */
  void until(BooleanSupplier reached, Runnable step) {
    for (int i = 0; i < MOST_SLOTS; i++) {
      step.run();
      if (reached.getAsBoolean()) {
        return;
      }
    }
    StringBuilder logs = new StringBuilder();
    ticks.forEach((region, each) -> logs.append(region).append('\n').append(tail(each)));
    throw new AssertionError("not reached within " + MOST_SLOTS + " steps\n" + logs);
  }

  private static String tail(FunctionProcess process) {
    String output = process.output();
    return output.substring(Math.max(0, output.length() - 1500));
  }

  /** Until every address is on a node, the records are there, and nothing is under way. */
  void settle() {
    until(
        () ->
            FleetInAws.REGIONS.stream().noneMatch(region -> aws.holder(region).isEmpty())
                && aws.weights().size() == FleetInAws.REGIONS.size()
                && isAtRest());
  }

  /** Whether the register has no open intent. */
  boolean isAtRest() {
    return ports.register().read(time.instant().plusSeconds(5))
            instanceof Register.Read.State(_, RegisterState state)
        && state.intents().isEmpty();
  }

  /** The register's state. */
  RegisterState state() {
    return read().state();
  }

  /** The register's version. */
  long epoch() {
    return read().epoch();
  }

  /** What observers wrote last. */
  SortedMap<String, Observation> entries() {
    return ports.observations().latest(time.instant().plusSeconds(5)).found();
  }

  private Register.Read.State read() {
    return switch (ports.register().read(time.instant().plusSeconds(5))) {
      case Register.Read.State state -> state;
      case Register.Read.Empty _, Register.Read.Unreachable _ ->
          throw new AssertionError("the register cannot be read");
    };
  }

  /** An operator's verb, written as the command line writes it. */
  void operate(BiFunction<RegisterState, OperatorNote, VerbAnswer> verb) {
    Register.Read.State read = read();
    OperatorNote note =
        new OperatorNote(
            UUID.randomUUID().toString(), "olga", "a test", time.instant(), null, read.epoch() + 1);
    VerbAnswer answer = verb.apply(read.state(), note);
    if (!(answer instanceof VerbAnswer.Changed(RegisterState next))) {
      throw new AssertionError("the verb changed nothing: " + answer);
    }
    assertThat(ports.register().cas(read.epoch(), next, time.instant().plusSeconds(5)))
        .isInstanceOf(Register.Cas.Ok.class);
  }

  /** Orders to move an address that reached EC2 since calls were forgotten. */
  List<Call> moves() {
    return aws.twin.calls().stream().filter(ASSOCIATE).toList();
  }

  /** Changes of records that reached Route 53 since calls were forgotten. */
  List<Call> changes() {
    return aws.twin.calls().stream()
        .filter(call -> call.operation().equals("ChangeResourceRecordSets"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    ticks.values().forEach(FunctionProcess::close);
    ports.close();
    aws.close();
  }
}
