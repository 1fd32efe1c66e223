package io.fairlead.functionapp;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.cli.remote.RemoteOperator;
import io.fairlead.fleet.Cloud;
import io.fairlead.local.http.QuickRequest;
import io.fairlead.local.token.Introspection;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.azure.AzureAdapters;
import io.fairlead.wiring.azure.AzureStores;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.KeysBeside;
import io.fairlead.wiring.function.RegionIntrospection;
import io.fairlead.wiring.function.ReplicateLine;
import io.fairlead.wiring.function.TickLine;
import io.fairlead.wiring.function.TopologySource;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Passport;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.register.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of one process, wired by hand. Nothing is connected before the first call. */
final class FunctionApp {
  /** Objects copied at a time: each has 128 KiB of buffers and a connection. */
  private static final int PARALLEL = 16;

  private static @Nullable FunctionApp ofProcess;

  private final InstantSource clock;
  private final String region;

  /** Why there are none; empty = there are. */
  private final String trouble;

  private final @Nullable Parts parts;
  private final RemoteOperator operator;

  private record Parts(
      TopologySource source,
      TickFunction tick,
      TokenPlace.Reached reached,
      RegionIntrospection introspection) {}

  private FunctionApp(Map<String, String> environment, InstantSource clock) {
    this.clock = clock;
    this.operator = new RemoteOperator(environment, clock);
    this.region = environment.getOrDefault("FAIRLEAD_REGION", "unknown");
    String why = "";
    @Nullable Parts made = null;
    try {
      made = parts(environment, clock);
    } catch (IllegalArgumentException misconfigured) {
      why = String.valueOf(misconfigured.getMessage());
    }
    this.trouble = why;
    this.parts = made;
  }

  private static Parts parts(Map<String, String> environment, InstantSource clock) {
    Settings settings = Settings.of(environment);
    AzureClients clients =
        new AzureClients(new AzureAccess(AzureIdentity.of(environment, null, clock), clock));
    BlobTopology file =
        new BlobTopology(new BlobObjects(clients, settings.store()), settings.blob());
    TopologySource source = new TopologySource(file, settings.region(), environment);
    Opening opening = new Opening("fairlead", clock, settings.region());
    RegionTick.Place place =
        new RegionTick.Place(
            settings.region(), clients, environment, clock, seen(environment, opening));
    TokenPlace.Reached reached =
        new TokenPlace.Reached(
            Stores.ofFunction(
                opening.with(new AzureAdapters().passports(opening)),
                new Lanes(new VirtualThreads(), PARALLEL),
                new AzureStores(environment, null)),
            new KeysBeside(file, clock));
    RegionIntrospection introspection =
        new RegionIntrospection(
            settings.region(),
            reached,
            clock,
            topology -> Technologies.of(topology).map(each -> each.open(topology, opening)));
    return new Parts(source, new TickFunction(place, source), reached, introspection);
  }

  /** Stores of artifact sets that a tick looks into: of Azure, and of what else the package has. */
  private static Stores seen(Map<String, String> environment, Opening opening) {
    List<Passport> passports =
        Technologies.of(EnumSet.of(Cloud.AZURE)).stream()
            .flatMap(each -> each.passports(opening).stream())
            .toList();
    return Stores.ofFunction(
        opening.with(passports), Lanes.ONE, new AzureStores(environment, null));
  }

  /** Those of this process, made at the first call: the worker keeps no object between calls. */
  static synchronized FunctionApp ofProcess() {
    FunctionApp made = ofProcess;
    if (made == null) {
      made = of(System.getenv(), InstantSource.system());
      ofProcess = made;
    }
    return made;
  }

  /** Those of an environment. */
  static FunctionApp of(Map<String, String> environment, InstantSource clock) {
    return new FunctionApp(environment, clock);
  }

  /** A firing of the tick's timer; the line to log. */
  String tick(String timer) {
    Invocation invocation = invocation();
    return parts == null
        ? new TickLine(region, invocation.began(), TickLine.MetricsForm.BY_NAME)
            .failed(trouble, Duration.ZERO)
        : parts.tick().fired(TimerCall.parse(timer), invocation);
  }

  /** A firing of the other timer; the line to log. */
  String replicate() {
    Invocation invocation = invocation();
    if (parts == null) {
      return ReplicateLine.failed(region, invocation, trouble).toString();
    }
    return ReplicateLine.of(region, known(invocation), invocation, parts.reached()).toString();
  }

  /** A gateway's question whether a token is active. */
  RegionIntrospection.Answered introspect(QuickRequest request) {
    Invocation invocation = invocation();
    return parts == null
        ? new RegionIntrospection.Answered(Introspection.unavailable(), List.of(trouble))
        : parts.introspection().answer(request, known(invocation), invocation);
  }

  /** An operator's request. */
  Operated operate(String request) {
    try {
      return Operated.of(
          operator.answer(request.getBytes(StandardCharsets.UTF_8), known(invocation())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TopologySource.Known known(Invocation invocation) {
    return parts == null
        ? new TopologySource.Known(null, new byte[0], trouble)
        : parts.source().current(invocation);
  }

  private Invocation invocation() {
    return Invocation.lasting(clock.instant(), Functions.TIMEOUT);
  }
}
