package io.fairlead.cli.token;

import io.fairlead.artifact.Note;
import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.operate.Confirmation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenReport;
import io.fairlead.cycle.TokenReport.Outcome;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries an order to a home's office out: says what it is, asks, does it, says what came of it.
 */
final class TokenOrder {
  private final DeclaredTokens tokens;
  private final OperatorOptions options;
  private final boolean newEpoch;
  private final boolean json;

  TokenOrder(DeclaredTokens tokens, OperatorOptions options, boolean newEpoch, boolean json) {
    this.tokens = tokens;
    this.options = options;
    this.newEpoch = newEpoch;
    this.json = json;
  }

  /** Whether nothing is to be done. */
  boolean isDry() {
    return options.dryRun();
  }

  /** Whether answers are for programs. */
  boolean isJson() {
    return json;
  }

  /**
   * What is to be done, in words.
   *
   * @param kind of the JSON answer
   * @param plan one sentence
   * @param done one phrase, such as {@code issued}
   */
  record Words(String kind, String plan, String question, String done) {}

  /**
   * Does it.
   *
   * @param call the office's
   * @param after what is told after the sentence, or into the JSON answer, once it is done
   */
  ExitCode run(Words words, Function<TokenOffice.Order, TokenReport> call, After after) {
    TokenReport planned = call.apply(order(true));
    if (!(planned.ledger() instanceof Outcome.Planned)) {
      throw stop(planned.ledger());
    }
    if (!json) {
      tokens.surroundings().out().println(words.plan());
    }
    if (options.dryRun()) {
      answer(words, "planned", "nothing was %s (--dry-run)".formatted(words.done()), After.NOTHING);
      return ExitCode.DONE;
    }
    Confirmation.ask(words.question(), options.yes(), tokens.surroundings());
    TokenReport report = call.apply(order(false));
    if (!(report.ledger() instanceof Outcome.Done)) {
      throw stop(report.ledger());
    }
    answer(words, words.done(), words.done() + " in " + tokens.region(), after);
    return told(report.feed());
  }

  /** What an answer has besides. */
  interface After {
    After NOTHING =
        new After() {
          @Override
          public String text() {
            return "";
          }

          @Override
          public void json(ObjectNode node) {}
        };

    String text();

    void json(ObjectNode node);
  }

  private TokenOffice.Order order(boolean dry) {
    return new TokenOffice.Order(
        new Note(options.operator(tokens.surroundings()), options.reason()),
        tokens.surroundings().clock().instant(),
        newEpoch,
        dry);
  }

  private void answer(Words words, String outcome, String sentence, After after) {
    if (json) {
      ObjectNode node = Document.of(words.kind(), tokens.about()).put("region", tokens.region());
      node.put("outcome", outcome);
      after.json(node);
      tokens.surroundings().out().println(Document.text(node));
    } else {
      tokens.surroundings().out().println(sentence);
      tokens.surroundings().out().print(after.text());
      tokens.surroundings().out().flush();
    }
  }

  /** The ledger has it; whether the others can read it by now. */
  private ExitCode told(Outcome feed) {
    if (feed instanceof Outcome.Done
        || feed instanceof Outcome.UpToDate
        || feed instanceof Outcome.Left) {
      return ExitCode.DONE;
    }
    Stop stop = stop(feed);
    new Complaints(tokens.surroundings(), json)
        .remark(
            "the other regions are not told yet, the next run of 'fairlead tokens replicate' or 'serve' in %s does it: %s"
                .formatted(tokens.region(), stop.sentence()));
    return stop.code();
  }

  static Stop stop(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(String sentence) -> new Stop(ExitCode.REFUSED, sentence);
      case Outcome.Overtaken() ->
          new Stop(ExitCode.CONFLICT, "somebody else wrote at the same time: try again");
      case Outcome.Unreachable(String why) -> new Stop(ExitCode.UNREACHABLE, why);
      case Outcome.Unknown(String why) ->
          new Stop(
              ExitCode.UNREACHABLE,
              "it may be done or not (" + why + "): see 'fairlead tokens list'");
      case Outcome.Done _, Outcome.UpToDate _, Outcome.Planned _, Outcome.Left _ ->
          throw new IllegalStateException("nothing is amiss");
    };
  }
}
