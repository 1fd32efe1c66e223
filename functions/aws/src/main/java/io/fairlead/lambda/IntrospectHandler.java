package io.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionIntrospection;
import io.fairlead.wiring.function.TopologySource;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Technologies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code io.fairlead.lambda.IntrospectHandler::handleRequest}: answers behind a function URL
 * whether tokens are active in the function's region, as RFC 7662 has it.
 */
public final class IntrospectHandler implements RequestStreamHandler {
  private final InstantSource clock = InstantSource.system();
  private final TopologySource source;
  private final RegionIntrospection introspection;

  /** As Lambda makes it. */
  public IntrospectHandler() {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.of(environment);
    AwsClients clients = Access.clients(environment, clock);
    Priming.of(clients, settings.location());
    this.source = settings.topology(clients, environment);
    Opening opening = new Opening("fairlead", clock, settings.region());
    Stores stores =
        Stores.ofFunction(
            Access.opening(settings, clients, clock), Lanes.ONE, new AwsStores(clients.access()));
    this.introspection =
        new RegionIntrospection(
            settings.region(),
            new TokenPlace.Reached(stores, settings.keys(clients)),
            clock,
            topology -> Technologies.of(topology).map(each -> each.open(topology, opening)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Invocation invocation = TickHandler.invocation(clock, context);
    // Lambda bounds an event; what is too long for a form is told so, not torn.
    UrlRequest request = UrlRequest.read(input.readAllBytes());
    RegionIntrospection.Answered answered =
        introspection.answer(request.asked(), source.current(invocation), invocation);
    answered.trouble().forEach(why -> context.getLogger().log("introspect: " + why + "\n"));
    output.write(UrlRequest.answer(answered.reply()));
  }
}
