package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.arm.Buckets.Kind;
import io.fairlead.emulators.twin.arm.Resource.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers calls of Azure Resource Manager. Every body, in and out, must fit its form. */
final class ArmService implements Service {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String RETRY_AFTER = "Retry-After";
  private static final int TOO_MANY = 429;

  private final Past<ArmState> state;
  private final ArmTwin twin;
  private final Roles roles = new Roles();
  private final Buckets buckets;
  private final List<String> outside = new CopyOnWriteArrayList<>();
  private final Map<String, Form> forms = new ConcurrentHashMap<>();

  ArmService(ArmTwin twin) {
    this.twin = twin;
    this.state = new Past<>(ArmState.EMPTY, twin.clock());
    this.buckets = new Buckets(twin.clock());
  }

  Past<ArmState> state() {
    return state;
  }

  void rewind(Instant to) {
    state.rewind(to);
    buckets.fill();
  }

  Roles roles() {
    return roles;
  }

  Buckets buckets() {
    return buckets;
  }

  /** What was sent or answered that no example has. */
  List<String> outside() {
    return List.copyOf(outside);
  }

  @Override
  public String operation(Request request) {
    Route route = Routes.of(request.path());
    return switch (route) {
      case Route.Permissions _ -> "Permissions_ListForResource";
      case Route.Assignments _ -> "RoleAssignments_ListForScope";
      case Route.Definition _ -> "RoleDefinitions_GetById";
      case Route.Operation _ -> "Operations_Get";
      case Route.Of(ResourceId id) -> {
        Optional<ResourceKind> kind = twin.kind(id);
        String verb =
            switch (request.method()) {
              case "PUT" -> "_CreateOrUpdate";
              case "DELETE" -> "_Delete";
              case "PATCH" -> kind.map(ResourceKind::patch).orElse("");
              default -> "_Get";
            };
        yield kind.map(known -> known.operations() + verb).orElse("");
      }
      case Route.Nothing _ -> "";
    };
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    String principal = roles.principal(call.request().headers().get("authorization"));
    Kind kind = call.method().equals("GET") ? Kind.READS : Kind.WRITES;
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put(kind.header(), Integer.toString(buckets.take(principal, call.account(), kind)));
    return switch (Routes.of(call.path())) {
      case Route.Permissions(ResourceId id) -> {
        roles.check(principal, "Microsoft.Authorization/permissions/read", id);
        yield reply(200, "permissions", roles.permissions(principal), headers);
      }
      case Route.Assignments(String scope) ->
          reply(
              200,
              "roleAssignments",
              roles.grants().assigned(scope, call.parameter("$filter")),
              headers);
      case Route.Definition(String id) ->
          reply(200, "roleDefinitions", roles.grants().definition(id), headers);
      case Route.Operation(String id, boolean result) -> operation(id, result, headers);
      case Route.Of(ResourceId id) -> of(new Asked(call, id, principal, headers), asOf);
      case Route.Nothing _ ->
          throw new Refusal(400, "InvalidResourceType", "The resource type could not be found.");
    };
  }

  /** A call on a resource. */
  private record Asked(
      Call call, ResourceId id, String principal, SortedMap<String, String> headers) {
    String action(String verb) {
      return id.namespace() + "/" + id.type() + "/" + verb;
    }
  }

  private Reply of(Asked asked, Instant asOf) {
    ResourceKind kind = twin.kind(asked.id()).orElseThrow(() -> unregistered(asked.id()));
    if (!kind.versions().contains(asked.call().parameter("api-version"))) {
      throw new Refusal(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '"
              + asked.call().parameter("api-version")
              + "' for type '"
              + kind.type()
              + "'.");
    }
    if (!kind.methods().contains(asked.call().method())) {
      throw new Refusal(
          405, "MethodNotAllowed", "The method is not answered by the twin for this type.");
    }
    if (asked.call().method().equals("GET")) {
      roles.check(asked.principal(), asked.action("read"), asked.id());
      return reply(200, kind.type(), shown(kind, state.at(asOf), asked.id(), asOf), asked);
    }
    synchronized (this) {
      return asked.call().method().equals("DELETE") ? delete(asked, kind) : put(asked, kind);
    }
  }

  private static Refusal unregistered(ResourceId id) {
    return new Refusal(
        404,
        "InvalidResourceType",
        "The resource type could not be found in the namespace '" + id.namespace() + "'.");
  }

  private ObjectNode shown(ResourceKind kind, ArmState then, ResourceId id, Instant asOf) {
    if (!kind.partOf().isEmpty()) {
      ObjectNode whole = shown(whole(kind, id), then, id.parent(), asOf);
      return Parts.find(whole, kind, id).orElseThrow(() -> ArmErrors.notFound(id));
    }
    Resource resource = then.find(id).orElseThrow(() -> ArmErrors.notFound(id));
    ObjectNode shown = kind.fenced() ? resource.shown(asOf) : resource.body();
    kind.show(then, resource, shown);
    return shown;
  }

  /** What is written in one piece: the kind itself, or that of what it is a part of. */
  private ResourceKind whole(ResourceKind kind, ResourceId id) {
    return kind.partOf().isEmpty()
        ? kind
        : twin.kind(id.parent()).orElseThrow(() -> unregistered(id.parent()));
  }

  private Reply put(Asked asked, ResourceKind kind) {
    roles.check(asked.principal(), asked.action("write"), asked.id());
    ObjectNode sent = sent(asked, kind);
    boolean part = !kind.partOf().isEmpty();
    ResourceId id = part ? asked.id().parent() : asked.id();
    Optional<ObjectNode> before = state.now().find(id).map(Resource::body);
    if (part && before.isEmpty()) {
      throw ArmErrors.notFound(id);
    }
    Optional<ObjectNode> old =
        part ? before.flatMap(body -> Parts.find(body, kind, asked.id())) : before;
    if (asked.call().method().equals("PATCH")) {
      sent = Parts.patched(old.orElseThrow(() -> ArmErrors.notFound(asked.id())), sent);
    }
    write(asked, id, part ? joined(before.orElseThrow(), kind, asked.id(), sent) : sent);
    Instant now = twin.clock().instant();
    int status = old.isPresent() ? 200 : 201;
    return reply(status, kind.type(), shown(kind, state.now(), asked.id(), now), asked);
  }

  private static ObjectNode joined(
      ObjectNode whole, ResourceKind kind, ResourceId id, ObjectNode element) {
    kind.join(Parts.with(whole, kind, id, null), element);
    return Parts.with(whole, kind, id, element);
  }

  private ObjectNode sent(Asked asked, ResourceKind kind) {
    ObjectNode body = body(asked.call());
    Optional<String> problem = form(kind.type()).outside(body);
    if (problem.isPresent()) {
      outside.add(asked.call().operation() + " was sent with " + problem.get());
      throw new Refusal(400, "InvalidRequestContent", problem.get());
    }
    return body;
  }

  private void write(Asked asked, ResourceId id, ObjectNode body) {
    ResourceKind kind = twin.kind(id).orElseThrow(() -> unregistered(id));
    Instant now = twin.clock().instant();
    ArmState before = state.now();
    Optional<Resource> old = before.find(id);
    if (kind.fenced()) {
      conditions(asked.call(), old, now);
    }
    if (old.isPresent() && old.get().isBusy(now)) {
      throw busy(old.get(), now);
    }
    ResourceKind.Asker may =
        (action, linked) -> roles.checkLinked(asked.principal(), action, linked, asked.id());
    var write = new ResourceKind.Write(before, id, body, now, may);
    List<ResourceId> others = kind.written(write);
    Work work = twin.work(kind, now);
    ArmState next = written(write, others, work);
    if (work.ends().isAfter(now)) {
      String operation = "00000000-0000-4000-9000-%012x".formatted(next.works().size() + 1);
      next = next.working(operation, work);
      asked.headers().put("Azure-AsyncOperation", url(asked, operation, next));
      Duration left = Duration.between(now, work.ends());
      asked.headers().put(RETRY_AFTER, Long.toString(Math.max(1, left.toSeconds())));
    }
    state.set(next);
  }

  /** Deletes what is there; what is not there is no error. */
  private Reply delete(Asked asked, ResourceKind kind) {
    roles.check(asked.principal(), asked.action("delete"), asked.id());
    boolean part = !kind.partOf().isEmpty();
    Optional<ObjectNode> body =
        state.now().find(part ? asked.id().parent() : asked.id()).map(Resource::body);
    if (body.isEmpty() || part && Parts.find(body.get(), kind, asked.id()).isEmpty()) {
      return new Reply(204, new TreeMap<>(asked.headers()), new byte[0]);
    }
    if (part) {
      write(asked, asked.id().parent(), Parts.with(body.get(), kind, asked.id(), null));
    } else {
      state.set(state.now().without(asked.id()));
    }
    return reply(200, "deleted", JsonMapper.shared().createObjectNode(), asked);
  }

  private static ArmState written(ResourceKind.Write write, List<ResourceId> others, Work work) {
    ObjectNode kept = kept(write);
    Resource fresh = new Resource(write.id(), kept, 0, write.now(), false);
    ArmState before = write.state();
    ArmState next = before.with(before.find(write.id()).orElse(fresh).with(kept, work));
    for (ResourceId other : others) {
      Optional<Resource> there = next.find(other);
      if (there.isPresent()) {
        next = next.with(there.get().with(null, work));
      }
    }
    return next;
  }

  /** What is kept of a body: what a read would add is left out. */
  private static ObjectNode kept(ResourceKind.Write write) {
    ObjectNode kept = write.body().deepCopy();
    kept.remove("etag");
    kept.withObjectProperty("properties").remove("provisioningState");
    kept.put("id", write.id().text());
    String name = write.id().name();
    kept.put("name", name.substring(name.lastIndexOf('/') + 1));
    kept.put("type", write.id().namespace() + "/" + write.id().type());
    return kept;
  }

  private static void conditions(Call call, Optional<Resource> old, Instant now) {
    String match = call.request().header("if-match");
    String none = call.request().header("if-none-match");
    boolean differs = !match.isEmpty() && old.map(it -> !it.etag(now).equals(match)).orElse(true);
    if (differs || none.equals("*") && old.isPresent()) {
      throw new Refusal(
          412,
          "PreconditionFailed",
          "Precondition failed. A requested header is not satisfied by the resource's ETag.");
    }
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
        + asked.call().parameter("api-version");
  }

  /** How an operation stands; its result is 202 until it is there. */
  private Reply operation(String id, boolean result, SortedMap<String, String> headers) {
    Work work = state.now().work(id);
    if (work == null) {
      throw new Refusal(404, "OperationNotFound", "The operation '" + id + "' was not found.");
    }
    ObjectNode body = JsonMapper.shared().createObjectNode();
    boolean done = !twin.clock().instant().isBefore(work.ends());
    body.put("status", !done ? "InProgress" : work.failure() == null ? "Succeeded" : "Failed");
    if (done && work.failure() != null) {
      ObjectNode error = body.putObject("error");
      error.put("code", work.failure());
      error.put("message", "by a rule of the test");
    }
    return reply(result && !done ? 202 : 200, "operation", body, headers);
  }

  private static ObjectNode body(Call call) {
    try {
      if (JsonMapper.shared().readTree(call.request().bytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException notJson) {
      // Answered below, as what is JSON and no object.
    }
    throw new Refusal(
        400, "InvalidRequestContent", "The request content was invalid and not deserialized.");
  }

  private Form form(String name) {
    return forms.computeIfAbsent(name, Form::named);
  }

  private Reply reply(int status, String form, JsonNode body, Asked asked) {
    return reply(status, form, body, asked.headers());
  }

  private Reply reply(int status, String form, JsonNode body, SortedMap<String, String> more) {
    Optional<String> problem = form(form).outside(body);
    if (problem.isPresent()) {
      outside.add(form + " was answered with " + problem.get());
      throw new Refusal(500, "OutsideTheExamples", problem.get());
    }
    SortedMap<String, String> headers = new TreeMap<>(more);
    headers.put("Content-Type", JSON);
    headers.put("x-ms-request-id", "00000000-0000-4000-a000-000000000001");
    headers.put("x-ms-correlation-request-id", "00000000-0000-4000-a000-000000000002");
    return new Reply(
        status,
        headers,
        JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    return JsonMapper.shared().writeValueAsString(ArmErrors.body(refusal));
  }

  @Override
  public Reply refused(Refusal refusal) {
    SortedMap<String, String> headers = new TreeMap<>(refusal.headers());
    if (refusal.status() == TOO_MANY) {
      headers.putIfAbsent(RETRY_AFTER, "10");
    }
    headers.put("x-ms-failure-cause", "gateway");
    return reply(refusal.status(), "error", ArmErrors.body(refusal), headers);
  }

  @Override
  public Refusal stranger() {
    return new Refusal(401, "InvalidAuthenticationToken", "The access token is invalid.");
  }
}
