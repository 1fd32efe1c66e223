package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    AwsClients clients = Access.clients(environment, clock);
    this.settings = Settings.of(environment);
    this.source = new TopologySource(clients, settings, environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation invocation = TickHandler.invocation(clock, context);
    TopologySource.Known known = source.current(invocation);
    Topology topology = known.topology();
    ObjectNode line =
        JsonMapper.shared()
            .createObjectNode()
            .put("kind", "replicate")
            .put("at", invocation.began().toString())
            .put("Region", settings.region());
    if (topology == null) {
      line.put("outcome", "Failed").put("text", "no topology: " + known.trouble());
    } else {
      line.put("Fleet", topology.fleet().name())
          .put("topology", topology.fleet().digest())
          .put("outcome", "Idle")
          .put("text", "the topology declares no replication: nothing is copied");
    }
    context.getLogger().log(line + "\n");
    output.write(line.toString().getBytes(StandardCharsets.UTF_8));
  }
}
