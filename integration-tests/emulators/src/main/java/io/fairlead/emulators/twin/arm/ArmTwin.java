package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.FaultRules;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.TwinServer;
import io.fairlead.emulators.twin.TwinServer.Arrived;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Azure Resource Manager on one loopback port, for every subscription and location. A rule of
 * {@link FaultRules} names a subscription as the call's account, a location as its region, a
 * provider as its service, and an operation as the specification does.
 */
public final class ArmTwin implements AutoCloseable {
  private final TwinClock clock;
  private final ArmService service;
  private final TwinServer server;
  private final List<ResourceKind> kinds;
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean tellsDates;
  private volatile Duration takes = Duration.ofSeconds(4);

  /** Starts it on a free port, with types of resources. */
  public ArmTwin(TwinClock clock, List<ResourceKind> kinds) throws IOException {
    this.clock = clock;
    this.kinds = List.copyOf(kinds);
    this.service = new ArmService(this);
    this.server = new TwinServer(clock, this::arrived);
  }

  /** Where it answers. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** What goes wrong. */
  public FaultRules faults() {
    return server.faults();
  }

  /** Every call that arrived, oldest first. */
  public List<Call> calls() {
    return server.calls();
  }

  /** Forgets the calls that arrived. */
  public void forgetCalls() {
    server.forgetCalls();
  }

  /** Carries out what was held back; answers how many calls that was. */
  public int deliverLate() {
    return server.deliverLate();
  }

  /** Who may do what. */
  public Roles roles() {
    return service.roles();
  }

  /** Time here. */
  public TwinClock clock() {
    return clock;
  }

  /** Lets providers work so long after their answer to a write. */
  public void takes(Duration time) {
    takes = time;
  }

  /** Lets the work after the next write that is carried out end in failure. */
  public void failNext(String code) {
    failures.add(code);
  }

  /** Leaves a principal so many writes of its bucket in a location, as in {@code global}. */
  public void leaveWrites(String principal, String subscription, String location, int calls) {
    service
        .buckets()
        .leave(new Buckets.Of(principal, subscription, location), Buckets.Kind.WRITES, calls);
  }

  /** Tells by a date when to try again, no longer by seconds. */
  public void tellsDates() {
    tellsDates = true;
  }

  boolean isTellingDates() {
    return tellsDates;
  }

  /** What was sent or answered that is in no published example. */
  public List<String> outside() {
    return service.outside();
  }

  /** Makes or replaces a resource, at once and without regard to any rule. */
  public void put(ResourceId id, ObjectNode body) {
    synchronized (service) {
      ArmState now = service.state().now();
      Resource fresh = service.writes().fresh(id, body);
      Resource.Work none = new Resource.Work(Instant.MIN, null);
      service.state().set(now.with(now.find(id).orElse(fresh).with(body, none)));
    }
  }

  /** Deletes a resource, as a person does. */
  public void delete(ResourceId id) {
    synchronized (service) {
      service.state().set(service.writes().without(id));
    }
  }

  /** Every resource, as last written. */
  public ArmState state() {
    return service.state().now();
  }

  /** Forgets what changed at an instant and after it, calls, faults and what was held back. */
  public void rewind(Instant to) {
    server.forget();
    failures.clear();
    service.rewind(to);
  }

  @Override
  public void close() {
    server.close();
  }

  Optional<ResourceKind> kind(ResourceId id) {
    return kinds.stream()
        .filter(each -> each.namespace().equalsIgnoreCase(id.namespace()))
        .filter(each -> each.type().equalsIgnoreCase(id.type()))
        .findFirst();
  }

  /** The type of a resource, or the refusal of one that no provider has. */
  ResourceKind known(ResourceId id) {
    return kind(id).orElseThrow(() -> ArmErrors.unregistered(id));
  }

  Resource.Work work(ResourceKind kind, Instant now) {
    @Nullable String failure = failures.poll();
    return new Resource.Work(kind.goesOn() ? now.plus(takes) : now, failure);
  }

  private Optional<Arrived> arrived(Request request) {
    Optional<ResourceId> id =
        Routes.of(request.path()) instanceof Route.Below(ResourceId parent, String _)
            ? Optional.of(parent)
            : ResourceId.parse(request.path());
    Call call =
        new Call(
            Routes.subscription(request.path()),
            id.flatMap(state()::find).map(Resource::location).orElse(""),
            id.map(ResourceId::namespace).orElse(""),
            service.operation(request),
            request);
    return Optional.of(new Arrived(service, call, true));
  }
}
