package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.SideBySide;
import io.fairlead.emulators.stack.CalledActions;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of an adapter that changes AWS is sent once, ends in time, and is told as unknown
 * where no answer says what became of it. DynamoDB and SNS are MiniStack's behind the twin.
 */
@NeedsParts(Part.MINISTACK)
class MutatingCallsTest {
  /** Verbs of actions that change nothing; a role that is assumed changes who asks. */
  private static final Pattern READS =
      Pattern.compile(".*:(Get|List|Describe|Head|Scan|Query|AssumeRole).*");

  /**
   * A call takes {@link io.fairlead.aws.client.AwsClients#CALL} at most, and what an adapter reads
   * first some milliseconds; a machine under load takes longer, one that waits for an answer does
   * not end at all.
   */
  private static final Duration LONGEST = Duration.ofSeconds(12);

  private static Emulator stack;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    try (var clients = stack.clients()) {
      Emulator.warm(() -> clients.dynamo(MutatingStage.HOME).listTables());
      MutatingStage.LOCATIONS.forEach(at -> Tables.make(clients, at, MutatingStage.TABLE));
      clients.sns(MutatingStage.HOME).createTopic(make -> make.name("shop"));
    }
  }

  @AfterAll
  static void stop() {
    http.close();
    stack.close();
  }

  static List<Fault> faults() {
    return List.of(
        new Fault.SilentAfter(),
        new Fault.BrokenAfter(),
        new Fault.ResetAfter(),
        new Fault.CutAfter());
  }

  @Test
  void every_mutating_call_in_the_code_of_the_adapters_has_a_case() throws IOException {
    SortedSet<String> found = new TreeSet<>();
    CalledActions.byClass("io/fairlead/aws")
        .forEach(
            (caller, actions) ->
                actions.stream()
                    .filter(action -> !READS.matcher(action).matches())
                    .forEach(action -> found.add(caller + " " + action)));

    assertThat(MutatingCall.ALL.stream().map(call -> call.caller() + " " + call.action()))
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_call_without_a_good_answer_is_sent_once_ends_in_time_and_is_unknown(Fault fault) {
    List<Attempt> attempts = SideBySide.all(MutatingCall.ALL, call -> attempt(call, fault));

    assertThat(attempts)
        .allSatisfy(
            attempt -> {
              MutatingCall.Expected expected = attempt.call().expected();
              assertThat(attempt.requests()).isEqualTo(expected.requests());
              assertThat(attempt.answer()).startsWith(expected.told());
              assertThat(attempt.took()).isLessThan(LONGEST);
            });
  }

  /** Without the fault the same call is told as done: it is the fault that makes it unknown. */
  @Test
  void the_same_calls_with_their_answers_are_not_unknown() {
    List<Attempt> attempts =
        SideBySide.all(MutatingCall.ALL, call -> attempt(call, new Fault.Slow(Duration.ZERO)));

    assertThat(attempts)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.requests()).isEqualTo(attempt.call().expected().requests());
              assertThat(attempt.answer())
                  .isIn("Accepted[]", "Ok[version=1]", "Done[]", "WRITTEN", "[]", "{}");
            });
  }

  private record Attempt(MutatingCall call, int requests, String answer, Duration took) {}

  private static Attempt attempt(MutatingCall call, Fault fault) {
    try (MutatingStage stage = new MutatingStage(new Behind(stack.endpoint(), http))) {
      call.prepare(stage);
      stage.twin.forgetCalls();
      stage.twin.faults().add(new Where("", "", call.operation()), fault);
      long start = System.nanoTime();
      String answer = call.made().apply(stage).toString();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int requests =
          (int)
              stage.twin.calls().stream()
                  .filter(sent -> sent.operation().equals(call.operation()))
                  .count();
      return new Attempt(call, requests, answer, took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
