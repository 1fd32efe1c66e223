package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.ReplicateLine;
import io.fairlead.wiring.function.TopologySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code io.fairlead.lambda.ReplicateHandler::handleRequest}: copies what the topology declares for
 * replication into the function's region. This version's topologies declare none, and that is what
 * it answers.
 */
public final class ReplicateHandler implements RequestStreamHandler {
  private final InstantSource clock = InstantSource.system();
  private final Settings settings;
  private final TopologySource source;

  /** As Lambda makes it. */
  public ReplicateHandler() {
    Map<String, String> environment = System.getenv();
    this.settings = Settings.of(environment);
    this.source = settings.topology(Access.clients(environment, clock), environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation invocation = TickHandler.invocation(clock, context);
    String line =
        ReplicateLine.of(settings.region(), source.current(invocation), invocation).toString();
    context.getLogger().log(line + "\n");
    output.write(line.getBytes(StandardCharsets.UTF_8));
  }
}
