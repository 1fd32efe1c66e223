package io.fairlead.gateway.kong;

import io.fairlead.gateway.kong.AdminHttp.Answer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Admin API of Kong with a database, or of a control plane. One that is busy (429) is asked
 * again when it says, a few times.
 *
 * @see <a href="https://developer.konghq.com/api/gateway/admin-ee/">Admin API</a>
 */
public final class KongDatabase implements KongEntities {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int CONFLICT = 409;
  private static final int BUSY = 429;
  private static final int SERVER = 500;

  /** Kong's largest page. */
  private static final int PAGE = 1000;

  private static final int MAX_PAGES = 1000;
  private static final int TRIES = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A data plane tells its configuration every 30 s and is given up by its control plane then. */
  private static final Duration FRESH = Duration.ofSeconds(45);

  private final AdminHttp http;
  private final InstantSource clock;
  private final Consumer<Duration> pause;

  /**
   * A gateway. Nothing is connected yet.
   *
   * @param token of its RBAC, sent as {@code Kong-Admin-Token}; null = none
   * @param pause lets time pass, where it is busy
   */
  public KongDatabase(
      URI admin, @Nullable String token, InstantSource clock, Consumer<Duration> pause) {
    http = new AdminHttp(admin, token, clock);
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Reading<About> about(Instant deadline) {
    return switch (get("/", deadline)) {
      case Reading.Unreadable<Answer.Got>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Answer.Got>(Answer.Got got) -> {
        JsonNode configuration = got.body().path("configuration");
        String database = configuration.path("database").asString("");
        yield got.status() == OK && !database.isEmpty()
            ? new Reading.Known<>(
                new About(
                    http.name(), database, configuration.path("role").asString("traditional")))
            : new Reading.Unreadable<>(
                "%s/ answered %d without configuration.database: is it Kong's Admin API?"
                    .formatted(http.name(), got.status()));
      }
    };
  }

  @Override
  public Reading<List<ObjectNode>> tagged(
      KongKind kind, String tag, String within, Instant deadline) {
    String list = (within.isEmpty() ? "/" : "/upstreams/" + encoded(within) + "/") + kind.path();
    return switch (listed(kind, list, "&tags=" + encoded(tag), deadline)) {
      case Reading.Unreadable<List<ObjectNode>> unreadable -> unreadable;
      // Targets of older versions are listed whatever their tags are.
      case Reading.Known<List<ObjectNode>>(List<ObjectNode> all) ->
          new Reading.Known<>(all.stream().filter(each -> tags(each).contains(tag)).toList());
    };
  }

  @Override
  public Reading<List<ObjectNode>> ofConsumer(KongKind kind, String consumer, Instant deadline) {
    // What all of a kind are listed by is in the plural, and here in the singular.
    String singular = kind.path().substring(0, kind.path().length() - 1);
    return listed(kind, "/consumers/" + encoded(consumer) + "/" + singular, "", deadline);
  }

  private Reading<List<ObjectNode>> listed(
      KongKind kind, String list, String query, Instant deadline) {
    List<ObjectNode> all = new ArrayList<>();
    String offset = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      String path = "%s?size=%d%s%s".formatted(list, PAGE, query, offset);
      if (!(get(path, deadline) instanceof Reading.Known<Answer.Got>(Answer.Got got))) {
        return new Reading.Unreadable<>(http.name() + " did not answer what it has");
      }
      if (got.status() == NOT_FOUND && page == 0) {
        // The plugin that has this kind is not installed, or the upstream is gone.
        return new Reading.Known<>(List.of());
      }
      if (got.status() != OK || !got.body().path("data").isArray()) {
        return new Reading.Unreadable<>(failed("GET " + list, got));
      }
      for (JsonNode each : got.body().path("data")) {
        if (each instanceof ObjectNode entity) {
          all.add(entity);
        }
      }
      JsonNode next = got.body().path("offset");
      if (!next.isString()) {
        return new Reading.Known<>(all);
      }
      offset = "&offset=" + encoded(next.asString(""));
    }
    return new Reading.Unreadable<>(
        "%s has more than %d %s".formatted(http.name(), PAGE * MAX_PAGES, kind.collection()));
  }

  static List<String> tags(JsonNode entity) {
    List<String> tags = new ArrayList<>();
    entity.path("tags").forEach(tag -> tags.add(tag.asString("")));
    return tags;
  }

  @Override
  public Reading<Optional<ObjectNode>> find(KongKind kind, ObjectNode entity, Instant deadline) {
    return switch (get(path(kind, entity), deadline)) {
      case Reading.Unreadable<Answer.Got>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Answer.Got>(Answer.Got got) when got.status() == NOT_FOUND ->
          new Reading.Known<>(Optional.empty());
      case Reading.Known<Answer.Got>(Answer.Got got) ->
          got.status() == OK && got.body() instanceof ObjectNode found
              ? new Reading.Known<>(Optional.of(found))
              : new Reading.Unreadable<>(failed("GET " + kind.path(), got));
    };
  }

  @Override
  public ApplyOutcome put(KongKind kind, ObjectNode entity, Instant deadline) {
    if (kind != KongKind.TARGET) {
      return applied("PUT", path(kind, entity), entity, deadline);
    }
    // PUT changes a target that is there; POST makes one, and takes an id.
    return switch (find(kind, entity, deadline)) {
      case Reading.Unreadable<Optional<ObjectNode>>(String why) ->
          new ApplyOutcome.Refused(why, true);
      case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found) ->
          found.isPresent()
              ? applied("PUT", path(kind, entity), entity, deadline)
              : applied("POST", targets(entity), entity, deadline);
    };
  }

  @Override
  public ApplyOutcome delete(KongKind kind, ObjectNode entity, Instant deadline) {
    return applied("DELETE", path(kind, entity), null, deadline);
  }

  @Override
  public Reading<List<String>> refusing(Instant deadline) {
    List<String> refusing = new ArrayList<>();
    switch (get("/clustering/data-planes?size=" + PAGE, deadline)) {
      case Reading.Unreadable<Answer.Got>(String why) -> {
        return new Reading.Unreadable<>(why);
      }
      case Reading.Known<Answer.Got>(Answer.Got got) -> {
        if (got.status() != OK) {
          return new Reading.Unreadable<>(failed("GET /clustering/data-planes", got));
        }
        long since = clock.instant().minus(FRESH).getEpochSecond();
        for (JsonNode plane : got.body().path("data")) {
          String status = plane.path("sync_status").asString("unknown");
          if (plane.path("last_seen").asLong(0) >= since
              && !status.equals("normal")
              && !status.equals("unknown")) {
            refusing.add("%s (%s)".formatted(plane.path("hostname").asString("?"), status));
          }
        }
      }
    }
    return new Reading.Known<>(refusing);
  }

  private ApplyOutcome applied(
      String method, String path, @Nullable ObjectNode body, Instant deadline) {
    HttpRequest.Builder request = http.request(path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body.toString()));
    }
    return switch (patiently(request, deadline)) {
      case Answer.None(String why) -> new ApplyOutcome.Unknown(why);
      case Answer.Got(int status, _, _)
          when status == OK || status == CREATED || status == NO_CONTENT ->
          new ApplyOutcome.Accepted();
      case Answer.Got got when got.status() >= SERVER ->
          new ApplyOutcome.Unknown(failed(method + " " + path, got));
      case Answer.Got got ->
          new ApplyOutcome.Refused(failed(method + " " + path, got), got.status() == BUSY);
    };
  }

  private Reading<Answer.Got> get(String path, Instant deadline) {
    return switch (patiently(http.request(path).GET(), deadline)) {
      case Answer.None(String why) -> new Reading.Unreadable<>(why);
      case Answer.Got got -> new Reading.Known<>(got);
    };
  }

  private Answer patiently(HttpRequest.Builder request, Instant deadline) {
    Answer answer = http.sent(request, deadline);
    for (int tries = 1;
        tries < TRIES
            && answer instanceof Answer.Got(int status, Duration wait, _)
            && status == BUSY;
        tries++) {
      pause.accept(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
      answer = http.sent(request, deadline);
    }
    return answer;
  }

  private String failed(String what, Answer.Got got) {
    String hint =
        switch (got.status()) {
          case CONFLICT ->
              ": it is there already and has not this set's tag; give it the tag or"
                  + " another name";
          case NOT_ALLOWED -> ": is it Kong without a database? That takes 'nodes'";
          case BUSY -> ": it is busy, again and again";
          default -> "";
        };
    return "%s answered %s with %d, %s%s"
        .formatted(http.name(), what, got.status(), KongErrors.text(got.body()), hint);
  }

  private static String path(KongKind kind, ObjectNode entity) {
    String id = "/" + encoded(entity.path("id").asString(""));
    return (kind == KongKind.TARGET ? targets(entity) : "/" + kind.path()) + id;
  }

  private static String targets(ObjectNode target) {
    return "/upstreams/" + encoded(target.path("upstream").path("id").asString("")) + "/targets";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
