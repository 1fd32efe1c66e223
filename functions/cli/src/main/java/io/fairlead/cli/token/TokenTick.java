package io.fairlead.cli.token;

import io.fairlead.artifact.Note;
import io.fairlead.cli.ExitCode;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenReport;
import io.fairlead.cycle.TokenReport.Outcome;
import io.fairlead.wiring.local.TokenPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One replicate tick of a region's tokens: its own feed goes out, the others' come in. */
final class TokenTick {
  private final DeclaredTokens tokens;
  private final TokenPlace place;
  private final TokenOffice office;
  private final SortedMap<String, TokenCopyCycle> copies;

  TokenTick(DeclaredTokens tokens, TokenPlace place) {
    this.tokens = tokens;
    this.place = place;
    this.office = place.office();
    this.copies = place.copies();
  }

  /**
   * What came of it.
   *
   * @param lines by home, one each
   * @param trouble those of them that tell of something amiss
   */
  record Done(SortedMap<String, String> lines, List<String> trouble, ExitCode code) {}

  Done run() {
    Round round = new Round();
    Instant now = tokens.surroundings().clock().instant();
    if (place.issues()) {
      TokenReport report =
          office.publish(
              new TokenOffice.Order(new Note("fairlead", ""), now, false, false),
              tokens.deadline());
      round.ended(tokens.region(), text(report), code(report));
    }
    copies.forEach(
        (home, copy) -> {
          TokenCopyCycle.Outcome outcome = copy.run(now, tokens.deadline());
          round.ended(home, text(outcome), code(outcome));
        });
    return round.done();
  }

  /** Collects what came of each home. */
  private static final class Round {
    private final SortedMap<String, String> lines = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();
    private ExitCode worst = ExitCode.DONE;

    void ended(String home, String text, ExitCode code) {
      lines.put(home, text);
      if (code != ExitCode.DONE) {
        trouble.add("tokens of " + home + ": " + text);
        worst = worst == ExitCode.DONE ? code : worst;
      }
    }

    Done done() {
      return new Done(lines, trouble, worst);
    }
  }

  private static ExitCode code(TokenReport report) {
    ExitCode feed = code(report.feed());
    return feed == ExitCode.DONE ? code(report.ledger()) : feed;
  }

  private static String text(TokenReport report) {
    String feed = text(report.feed());
    return switch (report.ledger()) {
      case Outcome.Left _, Outcome.Planned _, Outcome.UpToDate _ -> feed;
      case Outcome.Done(long version) ->
          feed + "; page %d of the ledger has today's keys".formatted(version);
      default ->
          feed
              + "; the ledger has no page of today's keys: "
              + TokenOrder.stop(report.ledger()).sentence();
    };
  }

  private static ExitCode code(Outcome feed) {
    return switch (feed) {
      case Outcome.Done _, Outcome.UpToDate _, Outcome.Left _, Outcome.Planned _ -> ExitCode.DONE;
      default -> TokenOrder.stop(feed).code();
    };
  }

  private static String text(Outcome feed) {
    return switch (feed) {
      case Outcome.Done(long version) -> "published page " + version;
      case Outcome.UpToDate _ -> "published already";
      case Outcome.Left _, Outcome.Planned _ -> "nothing was issued yet";
      default -> "not published: " + TokenOrder.stop(feed).sentence();
    };
  }

  private static ExitCode code(TokenCopyCycle.Outcome outcome) {
    return switch (outcome) {
      case TokenCopyCycle.Outcome.Copied _,
          TokenCopyCycle.Outcome.UpToDate _,
          TokenCopyCycle.Outcome.NothingPublished _ ->
          ExitCode.DONE;
      case TokenCopyCycle.Outcome.Refused _ -> ExitCode.REFUSED;
      case TokenCopyCycle.Outcome.Held _ -> ExitCode.UNREACHABLE;
    };
  }

  private static String text(TokenCopyCycle.Outcome outcome) {
    return switch (outcome) {
      case TokenCopyCycle.Outcome.Copied(long version, int pages) ->
          pages == 1
              ? "copied page " + version
              : "copied %d pages up to %d".formatted(pages, version);
      case TokenCopyCycle.Outcome.UpToDate(long version) -> "up to date at page " + version;
      case TokenCopyCycle.Outcome.NothingPublished() -> "nothing was published yet";
      case TokenCopyCycle.Outcome.Refused(String sentence) ->
          "refused, the copy is as it was: " + sentence;
      case TokenCopyCycle.Outcome.Held(String why) -> "not copied: " + why;
    };
  }
}
