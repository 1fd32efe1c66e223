package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code io.fairlead.lambda.OperateHandler::handleRequest}: an operator's verb as JSON, such as
 * {@code {"verb": "drain", "subject": "region/eu-west", "reason": "kernel update"}}. It is carried
 * out by the command line's own code, and answers {@code {outcome, exitCode, answer, text}}.
 */
public final class OperateHandler implements RequestStreamHandler {
  private final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment = System.getenv();
  private final TopologySource source;

  /** As Lambda makes it. */
  public OperateHandler() {
    AwsClients clients = Access.clients(environment, clock);
    this.source = new TopologySource(clients, Settings.of(environment), environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ObjectNode answer = answer(input.readNBytes(TickHandler.MOST_BYTES), context);
    context.getLogger().log(answer.deepCopy().put("kind", "operate") + "\n");
    output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode answer(byte[] request, Context context) throws IOException {
    TopologySource.Known known = source.current(TickHandler.invocation(clock, context));
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

  private ObjectNode carriedOut(List<String> arguments) {
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

  private static ObjectNode ended(ExitCode code, String answer, String text) {
    ObjectNode node =
        JsonMapper.shared()
            .createObjectNode()
            .put("outcome", code.name())
            .put("exitCode", code.code())
            .put("text", text);
    if (answer.startsWith("{")) {
      node.set("answer", JsonMapper.shared().readTree(answer));
    }
    return node;
  }
}
