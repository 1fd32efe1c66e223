package io.fairlead.emulators.twin.arm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds every request and answer to the form of its resource, and keeps what is in no example. */
public final class Examples {
  /** The operation that refusals are exchanges of, in their form. */
  private static final String REFUSED = "every one that is refused";

  private final List<String> outside = new CopyOnWriteArrayList<>();
  private final Map<String, Form> forms = new ConcurrentHashMap<>();
  private final SortedSet<String> everywhere = headersOfAll();

  /**
   * An answer as it will be sent.
   *
   * @param body null = there is none
   */
  public record Answer(int status, SortedMap<String, String> headers, @Nullable JsonNode body) {}

  private static SortedSet<String> headersOfAll() {
    try (InputStream in = Examples.class.getResourceAsStream("headers.json")) {
      if (in == null) {
        throw new IllegalStateException("no headers.json");
      }
      JsonNode file = JsonMapper.shared().readTree(in.readAllBytes());
      return Exchange.caseless(Exchange.texts(file.path("everywhere")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was sent or answered that no example has. */
  public List<String> outside() {
    return List.copyOf(outside);
  }

  /** What is wrong with a request; empty = an example has it. */
  public Optional<String> sent(String operation, String name, JsonNode body) {
    Form form = form(name);
    Optional<String> extra = form.outside(body);
    Optional<String> lack =
        Exchange.missing(body, form.exchange(operation).map(Exchange::sent).orElse(List.of()));
    return kept(operation + " was sent ", extra.map("with "::concat).or(() -> without(lack)));
  }

  /** What is wrong with an answer; empty = an example has it. */
  public Optional<String> answered(String operation, String name, Answer answer) {
    Form form = form(name);
    JsonNode body = answer.body();
    Optional<String> extra = body == null ? Optional.empty() : form.outside(body);
    if (extra.isPresent()) {
      return kept(name + " was answered ", extra.map("with "::concat));
    }
    Optional<Exchange> exchange = form.exchange(operation);
    return kept(
        operation + " was answered ",
        exchange.isEmpty() ? Optional.of("and no form has it") : differs(exchange.get(), answer));
  }

  /** The same of a refusal, of whatever operation. */
  public Optional<String> refused(Answer answer) {
    return answered(REFUSED, "error", answer);
  }

  private Optional<String> differs(Exchange exchange, Answer answer) {
    if (!exchange.statuses().contains(answer.status())) {
      return Optional.of(answer.status() + ", in the examples " + exchange.statuses());
    }
    Optional<String> header =
        answer.headers().keySet().stream()
            .filter(each -> !everywhere.contains(each) && !exchange.headers().contains(each))
            .findFirst();
    if (header.isPresent()) {
      return header.map(each -> "with header " + each + ", which is in no example");
    }
    JsonNode body = answer.body();
    return body == null ? Optional.empty() : without(Exchange.missing(body, exchange.answered()));
  }

  private static Optional<String> without(Optional<String> field) {
    return field.map(each -> "without " + each + ", which the examples have");
  }

  /** The problem without the words before it, which go with it where it is kept. */
  private Optional<String> kept(String words, Optional<String> problem) {
    problem.ifPresent(each -> outside.add(words + each));
    return problem;
  }

  /** The form of that name. */
  Form form(String name) {
    return forms.computeIfAbsent(name, Form::named);
  }
}
