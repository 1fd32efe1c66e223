package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.function.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code io.fairlead.lambda.TickHandler::handleRequest}: probes and steers for the function's
 * region. Its constructor reads the environment, makes clients and loads what they need; ids,
 * observers and everything random come with each invocation, after a restore.
 */
public final class TickHandler implements RequestStreamHandler {
  /** The most that an event may have; a message of the queue has some hundred bytes. */
  static final int MOST_BYTES = 256 * 1024;

  private final InstantSource clock = InstantSource.system();
  private final TickFunction function;

  /** As Lambda makes it. */
  public TickHandler() {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.of(environment);
    AwsClients clients = Access.clients(environment, clock);
    Priming.of(clients, settings.location());
    this.function = new TickFunction(settings, clients, environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String line = function.handle(input.readNBytes(MOST_BYTES), invocation(clock, context));
    if (!function.flagLine().isEmpty()) {
      context.getLogger().log(function.flagLine() + "\n");
    }
    context.getLogger().log(line + "\n");
  }

  /** This invocation and the time that it has. */
  static Invocation invocation(InstantSource clock, Context context) {
    return Invocation.lasting(
        clock.instant(), Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
