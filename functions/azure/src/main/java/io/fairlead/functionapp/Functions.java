package io.fairlead.functionapp;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.fairlead.wiring.function.RegionIntrospection;
import java.time.Duration;
import java.util.Optional;

/**
 * What the platform calls. Its worker makes an object of this class for each call, so nothing is
 * kept here: {@link FunctionApp} is made once a process.
 */
public final class Functions {
  /** {@code functionTimeout} of host.json: what runs longer is ended with its process. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Every ten seconds, in step with the wall clock: six ticks a minute and no sleep. */
  static final String TICKS = "*/10 * * * * *";

  /** Every five minutes, away from the ticks: a run is billed a second however short it is. */
  static final String COPIES = "5 */5 * * * *";

  /** As the platform makes it. */
  public Functions() {}

  /** Probes and steers for the function app's region. */
  @FunctionName("tick")
  public void tick(
      @TimerTrigger(name = "timer", schedule = TICKS) String timer, ExecutionContext context) {
    context.getLogger().info(FunctionApp.ofProcess().tick(timer));
  }

  /** Copies what the topology declares for replication into the function app's region. */
  @FunctionName("replicate")
  public void replicate(
      @TimerTrigger(name = "timer", schedule = COPIES) String timer, ExecutionContext context) {
    context.getLogger().info(FunctionApp.ofProcess().replicate());
  }

  /**
   * Answers whether a token is active in the region, as RFC 7662 has it. Callers authenticate to
   * Fairlead by HTTP Basic, as at its other endpoints: a function key would be one for all of them.
   */
  @FunctionName("introspect")
  public HttpResponseMessage introspect(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              route = "introspect",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    RegionIntrospection.Answered answered =
        FunctionApp.ofProcess().introspect(Introspected.asked(request));
    answered.trouble().forEach(why -> context.getLogger().warning("introspect: " + why));
    return Introspected.answered(request, answered.reply());
  }

  /**
   * Carries out an operator's verb. Who calls it has a function key, in the header {@code
   * x-functions-key}.
   */
  @FunctionName("operate")
  public HttpResponseMessage operate(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              route = "operate",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    Operated operated = FunctionApp.ofProcess().operate(request.getBody().orElse(""));
    context.getLogger().info(operated.line());
    return request
        .createResponseBuilder(HttpStatusType.custom(operated.status()))
        .header("Content-Type", "application/json")
        .body(operated.answer())
        .build();
  }
}
