package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Past;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.arm.Buckets.Kind;
import io.fairlead.emulators.twin.arm.Resource.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers calls of Azure Resource Manager. Every body, in and out, must fit its form. */
final class ArmService implements Service {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int TOO_MANY = 429;
  private static final int PAGE = 100;

  private final Past<ArmState> state;
  private final ArmTwin twin;
  private final Roles roles = new Roles();
  private final Buckets buckets;
  private final ArmWrites writes;
  private final Examples examples = new Examples();

  ArmService(ArmTwin twin) {
    this.twin = twin;
    this.state = new Past<>(ArmState.EMPTY, twin.clock());
    this.buckets = new Buckets(twin.clock());
    this.writes = new ArmWrites(twin, state, roles);
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

  ArmWrites writes() {
    return writes;
  }

  /** What was sent or answered that no example has. */
  List<String> outside() {
    return examples.outside();
  }

  @Override
  public String operation(Request request) {
    Route route = Routes.of(request.path());
    return switch (route) {
      case Route.Permissions _ -> "Permissions_ListForResource";
      case Route.Assignments _ -> "RoleAssignments_ListForScope";
      case Route.Definition _ -> "RoleDefinitions_GetById";
      case Route.Operation _ -> "Operations_Get";
      case Route.Below(ResourceId of, String list) ->
          listing(state.now(), of, list).map(ResourceKind.Listing::operation).orElse("");
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
    Buckets.Of bucket = new Buckets.Of(principal, call.account(), call.region());
    headers.put(kind.header(), Integer.toString(buckets.take(bucket, kind)));
    String operation = call.operation();
    return switch (Routes.of(call.path())) {
      case Route.Permissions(ResourceId id) -> {
        roles.check(principal, "Microsoft.Authorization/permissions/read", id);
        yield reply(
            operation,
            "permissions",
            new Examples.Answer(200, headers, roles.permissions(principal)));
      }
      case Route.Assignments(String scope) ->
          reply(
              operation,
              "roleAssignments",
              new Examples.Answer(
                  200, headers, roles.grants().assigned(scope, call.parameter("$filter"))));
      case Route.Definition(String id) ->
          reply(
              operation,
              "roleDefinitions",
              new Examples.Answer(200, headers, roles.grants().definition(id)));
      case Route.Operation(String id, boolean result) ->
          reply(operation, "operation", operation(id, result, headers));
      case Route.Below(ResourceId of, String list) ->
          list(new Asked(call, of, principal, headers), list, asOf);
      case Route.Of(ResourceId id) -> of(new Asked(call, id, principal, headers), asOf);
      case Route.Nothing _ ->
          throw new Refusal(400, "InvalidResourceType", "The resource type could not be found.");
    };
  }

  private Reply of(Asked asked, Instant asOf) {
    ResourceKind kind = kind(asked);
    if (!kind.methods().contains(asked.call().method())) {
      throw new Refusal(
          405, "MethodNotAllowed", "The method is not answered by the twin for this type.");
    }
    if (asked.is("GET")) {
      roles.check(asked.principal(), asked.action("read"), asked.id());
      return reply(200, kind.type(), shown(kind, state.at(asOf), asked.id(), asOf), asked);
    }
    synchronized (this) {
      return asked.is("DELETE") ? delete(asked, kind) : put(asked, kind);
    }
  }

  private ResourceKind kind(Asked asked) {
    ResourceKind kind = twin.known(asked.id());
    if (!kind.versions().contains(asked.version())) {
      throw new Refusal(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '"
              + asked.version()
              + "' for type '"
              + kind.type()
              + "'.");
    }
    return kind;
  }

  private Optional<ResourceKind.Listing> listing(ArmState then, ResourceId of, String list) {
    return twin.kind(of).flatMap(kind -> kind.listing(then, of, list));
  }

  /** A page of a list, which names the next one. */
  private Reply list(Asked asked, String list, Instant asOf) {
    ResourceKind kind = kind(asked);
    ArmState then = state.at(asOf);
    ResourceKind.Listing listing =
        kind.listing(then, asked.id(), list).orElseThrow(() -> ArmErrors.unregistered(asked.id()));
    roles.check(asked.principal(), asked.action(list + "/read"), asked.id());
    if (then.find(asked.id()).isEmpty()) {
      throw kind.absent(then, asked.id());
    }
    int from = number(asked.call().parameter("$skipToken"), 0);
    int to = from + number(asked.call().parameter("$top"), PAGE);
    ObjectNode page = JsonMapper.shared().createObjectNode();
    var value = page.putArray("value");
    List<Resource> all = listing.resources();
    all.subList(Math.min(from, all.size()), Math.min(to, all.size()))
        .forEach(each -> value.add(shown(twin.known(each.id()), then, each.id(), asOf)));
    if (to < all.size()) {
      page.put(
          "nextLink",
          twin.endpoint()
              + asked.call().path()
              + "?api-version="
              + asked.version()
              + "&$skipToken="
              + to);
    }
    return reply(200, listing.form(), page, asked);
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private ObjectNode shown(ResourceKind kind, ArmState then, ResourceId id, Instant asOf) {
    if (!kind.partOf().isEmpty()) {
      ObjectNode whole = shown(twin.known(id.parent()), then, id.parent(), asOf);
      return Parts.find(whole, kind, id).orElseThrow(() -> kind.absent(then, id));
    }
    Resource resource = then.find(id).orElseThrow(() -> kind.absent(then, id));
    ObjectNode shown = kind.shown(resource, asOf);
    kind.show(then, resource, shown);
    return shown;
  }

  private Reply put(Asked asked, ResourceKind kind) {
    roles.check(asked.principal(), asked.action("write"), asked.id());
    int status = writes.put(asked, kind, sent(asked, kind)) ? 200 : 201;
    Instant now = twin.clock().instant();
    return reply(status, kind.type(), shown(kind, state.now(), asked.id(), now), asked);
  }

  private ObjectNode sent(Asked asked, ResourceKind kind) {
    ObjectNode body = Bodies.of(asked.call());
    Optional<String> problem = examples.sent(asked.call().operation(), kind.type(), body);
    if (problem.isPresent()) {
      throw new Refusal(400, "InvalidRequestContent", problem.get());
    }
    return body;
  }

  private Reply delete(Asked asked, ResourceKind kind) {
    roles.check(asked.principal(), asked.action("delete"), asked.id());
    boolean there = writes.delete(asked, kind);
    boolean told = there && kind.deleted().isPresent();
    return reply(
        asked.call().operation(),
        kind.deleted().orElse(kind.type()),
        new Examples.Answer(
            there ? 200 : 204,
            asked.headers(),
            told ? JsonMapper.shared().createObjectNode() : null));
  }

  /** How an operation stands; its result is 202 until it is there. */
  private Examples.Answer operation(String id, boolean result, SortedMap<String, String> headers) {
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
    return new Examples.Answer(result && !done ? 202 : 200, headers, body);
  }

  private Reply reply(int status, String form, JsonNode body, Asked asked) {
    return reply(
        asked.call().operation(), form, new Examples.Answer(status, asked.headers(), body));
  }

  private Reply reply(String operation, String form, Examples.Answer answer) {
    Examples.Answer whole = withIds(answer);
    Optional<String> problem = examples.answered(operation, form, whole);
    if (problem.isPresent()) {
      throw new Refusal(500, "OutsideTheExamples", problem.get());
    }
    return written(whole);
  }

  private static Examples.Answer withIds(Examples.Answer answer) {
    SortedMap<String, String> headers = new TreeMap<>(answer.headers());
    if (answer.body() != null) {
      headers.put("Content-Type", JSON);
    }
    headers.put("x-ms-request-id", "00000000-0000-4000-a000-000000000001");
    headers.put("x-ms-correlation-request-id", "00000000-0000-4000-a000-000000000002");
    return new Examples.Answer(answer.status(), headers, answer.body());
  }

  private static Reply written(Examples.Answer answer) {
    String body =
        answer.body() == null ? "" : JsonMapper.shared().writeValueAsString(answer.body());
    return new Reply(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    return JsonMapper.shared().writeValueAsString(ArmErrors.body(refusal));
  }

  @Override
  public Reply refused(Refusal refusal) {
    SortedMap<String, String> headers = new TreeMap<>(refusal.headers());
    if (refusal.status() == TOO_MANY) {
      headers.putIfAbsent(ArmWrites.RETRY_AFTER, "10");
    }
    if (twin.isTellingDates()) {
      headers.computeIfPresent(
          ArmWrites.RETRY_AFTER, (_, seconds) -> date(Long.parseLong(seconds)));
    }
    headers.put("x-ms-failure-cause", "gateway");
    Examples.Answer answer =
        withIds(new Examples.Answer(refusal.status(), headers, ArmErrors.body(refusal)));
    // What is outside is told by the list of it: a refusal of a refusal would tell nobody.
    examples.refused(answer);
    return written(answer);
  }

  private String date(long seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        twin.clock().instant().plusSeconds(seconds).atZone(ZoneOffset.UTC));
  }

  @Override
  public Refusal stranger() {
    return new Refusal(401, "InvalidAuthenticationToken", "The access token is invalid.");
  }
}
