package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.DurationText;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.token.DeclaredTokens;
import io.fairlead.cli.token.TokenEndpoint;
import io.fairlead.cli.token.TokenVerbs;
import io.fairlead.cli.token.TokenWish;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues, revokes, copies and looks at tokens that are scoped to regions. */
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    description =
        "Tokens that are scoped to regions: issue and revoke them in their home, look at them,"
            + " copy what concerns a region, answer whether one is active.",
    footerHeading = "%nExample:%n",
    footer =
        "  fairlead tokens issue --region eu-west --class standby --to eu-north --client orders")
public final class TokensVerb implements Callable<Integer> {
  /** What can be done. */
  enum Action {
    ISSUE,
    REVOKE,
    INTROSPECT,
    LIST,
    REPLICATE,
    SERVE,
    IMPORT
  }

  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "issue: a new token, printed once; revoke: end one everywhere; introspect: whether the"
              + " one on standard input is active; list: what the region has on record; replicate:"
              + " publish its own and copy the others', and bring the region's Kong what is active; serve:"
              + " do so all the time and answer RFC 7662; import: put credentials of its Kong on"
              + " record.")
  private Action action = Action.LIST;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "revoke: the token's id, or - for the token itself on standard input.")
  private @Nullable String id;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "The region (default: the only one that can sign with this file).")
  private @Nullable String region;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      defaultValue = "region-local",
      description = "issue: region-local, standby or global (default: ${DEFAULT-VALUE}).")
  private String kind = "region-local";

  @Option(
      names = "--to",
      paramLabel = "R",
      split = ",",
      description = "issue: the standby region, or the other regions of a global token.")
  private List<String> to = new ArrayList<>();

  @Option(names = "--client", paramLabel = "NAME", description = "issue: client_id.")
  private @Nullable String client;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "issue: sub (default: the client).")
  private @Nullable String subject;

  @Option(
      names = "--scope",
      paramLabel = "WORDS",
      split = " ",
      description = "issue: what it permits, between blanks.")
  private List<String> permissions = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "issue: how long it is valid, as in 15m, 8h, 30d (default: 1h); import: the most, where"
              + " Kong keeps it for good.")
  private @Nullable Duration validFor;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      defaultValue = "bearer",
      description =
          "issue: bearer; key-auth or jwt for a Kong that knows it by itself (default:"
              + " ${DEFAULT-VALUE}).")
  private String as = "bearer";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "import: of the consumers whose credentials are put on record.")
  private @Nullable String tag;

  @Option(
      names = "--new-epoch",
      description = "issue, revoke: relieve whoever has written this region's tokens before.")
  private boolean newEpoch;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "serve: how often to replicate (default: ${DEFAULT-VALUE}).")
  private Duration every = Duration.ofSeconds(10);

  @Option(
      names = "--until-input-ends",
      description = "serve: end when standard input does, so that no process outlives its starter.")
  private boolean untilInputEnds;

  /** In these surroundings. */
  public TokensVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Topology read = topology.in(surroundings).topology();
    DeclaredTokens tokens = DeclaredTokens.of(read, surroundings, region);
    TokenVerbs verbs = new TokenVerbs(tokens, topology.json());
    ExitCode code =
        switch (action) {
          case ISSUE ->
              verbs.issue(
                  new TokenWish(
                      kind,
                      to,
                      client,
                      subject,
                      permissions,
                      validFor == null ? Duration.ofHours(1) : validFor,
                      as),
                  options,
                  newEpoch);
          case REVOKE -> verbs.revoke(id, options, newEpoch);
          case INTROSPECT -> verbs.introspect();
          case LIST -> verbs.list();
          case REPLICATE -> verbs.replicate();
          case SERVE -> serve(tokens);
          case IMPORT -> verbs.takeOver(tag, validFor, options);
        };
    return code.code();
  }

  /**
   * A page is renewed when half of its time is over, a tick later, and copied a tick after that.
   */
  private void checkInterval(Duration validFor) {
    Duration most = validFor.dividedBy(4);
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(most) > 0) {
      throw new Stop(
          ExitCode.USAGE,
          "--every is 1s to %ds, a quarter of tokens.validFor: feeds would be too old before they are renewed."
              .formatted(most.toSeconds()));
    }
  }

  private ExitCode serve(DeclaredTokens tokens) throws IOException {
    checkInterval(tokens.topology().tokens().validFor());
    try (TokenEndpoint endpoint = TokenEndpoint.start(tokens)) {
      surroundings
          .out()
          .println(
              "introspection of %s at http://%s:%d/introspect"
                  .formatted(
                      tokens.region(),
                      endpoint.address().getHostString(),
                      endpoint.address().getPort()));
      Thread loop = Thread.ofPlatform().name("tokens").start(() -> endpoint.loop(every));
      stay();
      loop.interrupt();
      return ExitCode.DONE;
    }
  }

  private void stay() throws IOException {
    if (untilInputEnds) {
      while (surroundings.in().read() >= 0) {
        // Only the end of the input matters.
      }
      return;
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
