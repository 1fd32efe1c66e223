package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.Resource.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** Changes of resources, and of parts of them, one at a time: the caller sees to that. */
final class ArmWrites {
  static final String RETRY_AFTER = "Retry-After";

  private final ArmTwin twin;
  private final Past<ArmState> state;
  private final Roles roles;
  private final AtomicInteger born = new AtomicInteger();

  ArmWrites(ArmTwin twin, Past<ArmState> state, Roles roles) {
    this.twin = twin;
    this.state = state;
    this.roles = roles;
  }

  /** Carries a PUT or a PATCH out; answers whether what it names was there before. */
  boolean put(Asked asked, ResourceKind kind, ObjectNode sent) {
    boolean part = isPart(kind);
    ResourceId id = written(asked, kind);
    ResourceKind whole = twin.known(id);
    Optional<ObjectNode> before = state.now().find(id).map(Resource::body);
    if (part && before.isEmpty()) {
      throw whole.absent(state.now(), id);
    }
    conditions(asked, whole, id);
    Optional<ObjectNode> old =
        part ? before.flatMap(body -> Parts.find(body, kind, asked.id())) : before;
    ObjectNode body =
        asked.is("PATCH")
            ? Bodies.patched(old.orElseThrow(() -> kind.absent(state.now(), asked.id())), sent)
            : sent;
    write(asked, id, part ? joined(before.orElseThrow(), kind, asked.id(), body) : body);
    return old.isPresent();
  }

  /** Deletes what a call names; answers whether it was there, which is no error. */
  boolean delete(Asked asked, ResourceKind kind) {
    boolean part = isPart(kind);
    ResourceId id = written(asked, kind);
    Optional<ObjectNode> body = state.now().find(id).map(Resource::body);
    if (body.isEmpty() || part && Parts.find(body.get(), kind, asked.id()).isEmpty()) {
      return false;
    }
    conditions(asked, twin.known(id), id);
    if (part) {
      write(asked, id, Parts.with(body.get(), kind, asked.id(), null));
    } else {
      state.set(without(id));
    }
    return true;
  }

  private static boolean isPart(ResourceKind kind) {
    return !kind.partOf().isEmpty();
  }

  /** What is written in one piece: the resource, or what it is a part of. */
  private static ResourceId written(Asked asked, ResourceKind kind) {
    return isPart(kind) ? asked.id().parent() : asked.id();
  }

  private static ObjectNode joined(
      ObjectNode whole, ResourceKind kind, ResourceId id, ObjectNode element) {
    kind.join(Parts.with(whole, kind, id, null), element);
    return Parts.with(whole, kind, id, element);
  }

  private void write(Asked asked, ResourceId id, ObjectNode body) {
    ResourceKind kind = twin.known(id);
    Instant now = twin.clock().instant();
    ArmState before = state.now();
    Optional<Resource> old = before.find(id);
    if (old.isPresent() && old.get().isBusy(now)) {
      throw busy(old.get(), now);
    }
    ResourceKind.Asker may =
        (action, linked) -> roles.checkLinked(asked.principal(), action, linked, asked.id());
    var write = new ResourceKind.Write(before, id, body, now, may);
    List<ResourceId> others = kind.written(write);
    Work work = twin.work(kind, now);
    ArmState next = changed(write, others, work);
    if (work.ends().isAfter(now)) {
      String operation = "00000000-0000-4000-9000-%012x".formatted(next.works().size() + 1);
      next = next.working(operation, work);
      asked.headers().put("Azure-AsyncOperation", url(asked, operation, next));
      Duration left = Duration.between(now, work.ends());
      asked.headers().put(RETRY_AFTER, Long.toString(Math.max(1, left.toSeconds())));
    }
    state.set(next);
  }

  /** Conditions mean nothing to what has no ETags. */
  private void conditions(Asked asked, ResourceKind kind, ResourceId id) {
    if (!kind.fenced()) {
      return;
    }
    Optional<Resource> old = state.now().find(id);
    Instant now = twin.clock().instant();
    String match = asked.call().request().header("if-match");
    String none = asked.call().request().header("if-none-match");
    boolean differs =
        !match.isEmpty()
            && old.map(it -> !match.equals("*") && !kind.etag(it, now).equals(match)).orElse(true);
    if (differs || none.equals("*") && old.isPresent()) {
      throw new Refusal(
          412,
          "PreconditionFailed",
          "Precondition failed. A requested header is not satisfied by the resource's ETag.");
    }
  }

  private ArmState changed(ResourceKind.Write write, List<ResourceId> others, Work work) {
    ObjectNode kept = Bodies.kept(write);
    ArmState before = write.state();
    Resource old = before.find(write.id()).orElseGet(() -> fresh(write.id(), kept));
    ArmState next = before.with(old.with(kept, work));
    for (ResourceId other : others) {
      Optional<Resource> there = next.find(other);
      if (there.isPresent()) {
        next = next.with(there.get().with(null, work));
      }
    }
    return next;
  }

  private static Refusal busy(Resource resource, Instant now) {
    Duration left = Duration.between(now, resource.busyUntil()).plusSeconds(1);
    return ArmErrors.retryable(
        "RetryableErrorDueToAnotherOperation",
        "Operation PutOperation (twin) is updating resource %s. The call can be retried in %d"
                .formatted(resource.id().text(), left.toSeconds())
            + " seconds.",
        left);
  }

  private String url(Asked asked, String operation, ArmState next) {
    String location =
        next.find(asked.id()).map(Resource::location).orElse("").toLowerCase(Locale.ROOT);
    return twin.endpoint()
        + "/subscriptions/"
        + asked.id().subscription()
        + "/providers/"
        + asked.id().namespace()
        + "/locations/"
        + location
        + "/operations/"
        + operation
        + "?api-version="
        + asked.version();
  }

  /** Everything but a resource and what goes with it. */
  ArmState without(ResourceId id) {
    ArmState next = state.now();
    for (ResourceId each :
        twin.kind(id).map(kind -> kind.below(state.now(), id)).orElse(List.of())) {
      next = next.without(each);
    }
    return next.without(id);
  }

  /** A resource that was not there: its ETags are none that another one of its name had. */
  Resource fresh(ResourceId id, ObjectNode body) {
    return new Resource(id, body, born.addAndGet(1000), Instant.MIN, false);
  }
}
