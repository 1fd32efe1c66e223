package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.cli.remote.RemoteOperator;
import io.fairlead.wiring.function.TopologySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code io.fairlead.lambda.OperateHandler::handleRequest}: an operator's verb as JSON, carried out
 * by the command line's own code.
 */
public final class OperateHandler implements RequestStreamHandler {
  private final InstantSource clock = InstantSource.system();
  private final TopologySource source;
  private final RemoteOperator operator;

  /** As Lambda makes it. */
  public OperateHandler() {
    Map<String, String> environment = System.getenv();
    this.source =
        Settings.of(environment).topology(Access.clients(environment, clock), environment);
    this.operator = new RemoteOperator(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] request = input.readNBytes(TickHandler.MOST_BYTES);
    ObjectNode answer =
        operator.answer(request, source.current(TickHandler.invocation(clock, context))).json();
    context.getLogger().log(answer.deepCopy().put("kind", "operate") + "\n");
    output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
