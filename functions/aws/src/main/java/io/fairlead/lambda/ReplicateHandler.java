package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.ReplicateLine;
import io.fairlead.wiring.function.TopologySource;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.register.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code io.fairlead.lambda.ReplicateHandler::handleRequest}: brings the tokens and the artifact
 * sets that the topology declares for the function's region from their stores into the region's
 * own. What a run does not finish, the next one goes on with.
 */
public final class ReplicateHandler implements RequestStreamHandler {
  /** Objects copied at a time: each has 128 KiB of buffers and a connection. */
  private static final int PARALLEL = 16;

  private final InstantSource clock = InstantSource.system();
  private final Settings settings;
  private final TopologySource source;
  private final TokenPlace.Reached reached;

  /** As Lambda makes it. */
  public ReplicateHandler() {
    Map<String, String> environment = System.getenv();
    this.settings = Settings.of(environment);
    AwsClients clients = Access.clients(environment, clock);
    this.source = settings.topology(clients, environment);
    Stores stores =
        Stores.ofFunction(
            Access.opening(settings, clients, clock),
            new Lanes(new VirtualThreads(), PARALLEL),
            new AwsStores(clients.access()));
    this.reached = new TokenPlace.Reached(stores, settings.keys(clients));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation invocation = TickHandler.invocation(clock, context);
    String line =
        ReplicateLine.of(settings.region(), source.current(invocation), invocation, reached)
            .toString();
    context.getLogger().log(line + "\n");
    output.write(line.getBytes(StandardCharsets.UTF_8));
  }
}
