package io.fairlead.cli.remote;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import io.fairlead.wiring.function.TopologySource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operator's verb as JSON, such as {@code {"verb": "drain", "subject": "region/eu-west",
 * "reason": "kernel update"}}. It is carried out by the command line's own code, and answers {@code
 * {outcome, exitCode, answer, text}}.
 */
public final class RemoteOperator {
  private final Map<String, String> environment;
  private final InstantSource clock;

  /** One in a function of this environment. */
  public RemoteOperator(Map<String, String> environment, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param json its form
   */
  public record Answer(ExitCode code, ObjectNode json) {}

  /** Carries a request out on a topology. */
  public Answer answer(byte[] request, TopologySource.Known known) throws IOException {
    if (known.content().length == 0) {
      return ended(ExitCode.UNREACHABLE, "", "no topology: " + known.trouble());
    }
    Path file = Files.createTempFile("fairlead", ".yaml");
    try {
      Files.write(file, known.content());
      return carriedOut(OperatorCall.arguments(request, file.toString()));
    } catch (IllegalArgumentException e) {
      return ended(ExitCode.USAGE, "", String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Answer carriedOut(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new BufferedReader(Reader.nullReader()),
            environment,
            Path.of(""),
            false,
            false,
            clock);
    ExitCode code = new Fairlead(surroundings).run(arguments.toArray(String[]::new));
    return ended(code, out.toString().strip(), err.toString().strip());
  }

  private static Answer ended(ExitCode code, String answer, String text) {
    ObjectNode node =
        JsonMapper.shared()
            .createObjectNode()
            .put("outcome", code.name())
            .put("exitCode", code.code())
            .put("text", text);
    if (answer.startsWith("{")) {
      node.set("answer", JsonMapper.shared().readTree(answer));
    }
    return new Answer(code, node);
  }
}
