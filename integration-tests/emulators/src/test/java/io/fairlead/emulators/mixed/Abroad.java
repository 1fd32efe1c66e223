package io.fairlead.emulators.mixed;

import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.app.AppZip;
import io.fairlead.emulators.azure.app.HostedApp;
import io.fairlead.emulators.lambda.FunctionProcess;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.emulators.lambda.Zip;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The packages for both clouds, each known to the other cloud by a token of its own. */
record Abroad(TwoClouds clouds, StsTwin sts, VirtualTime time) {
  /** Of the function of AWS, in Azure. */
  static final String CLIENT = "11111111-2222-4333-8444-555555555555";

  /**
   * The function of region {@code one}.
   *
   * @param handler as in {@code Tick}
   * @param topology where it is
   */
  FunctionProcess lambda(String handler, String topology) throws IOException {
    Map<String, String> environment = environment("one", topology);
    environment.put(
        "AWS_LAMBDA_FUNCTION_NAME", "fairlead-mixed-" + handler.toLowerCase(Locale.ROOT));
    environment.put("AWS_REGION", clouds.aws.location("one"));
    environment.put("AWS_ACCESS_KEY_ID", Emulator.ACCOUNT);
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AZURE_TENANT_ID", "tenant-1");
    environment.put("AZURE_CLIENT_ID", CLIENT);
    environment.put("AZURE_AUTHORITY_HOST", clouds.azure.authority().uri("/").toString());
    return new FunctionProcess(
        new FunctionProcess.Spec(
            Zip.unpacked("fairlead-aws-azure.zip"),
            "io.fairlead.lambda.%sHandler::handleRequest".formatted(handler),
            environment,
            time));
  }

  /** The function app of region {@code three}. */
  HostedApp app(String topology) throws IOException {
    Map<String, String> environment = environment("three", topology);
    environment.put("FAIRLEAD_TOPOLOGY_KEY", Azurite.KEY);
    environment.putAll(identity());
    environment.put("AWS_ROLE_ARN", StsTwin.ROLE);
    environment.put("FAIRLEAD_AWS_AUDIENCE", StsTwin.AUDIENCE);
    return new HostedApp(
        new HostedApp.Spec(AppZip.unpacked("fairlead-azure-aws.zip"), environment, time));
  }

  /** What an identity of Azure is reached by. */
  Map<String, String> identity() {
    return Map.of(
        "IDENTITY_ENDPOINT",
        clouds.azure.authority().uri("/msi/token").toString(),
        "IDENTITY_HEADER",
        "proof");
  }

  private Map<String, String> environment(String region, String topology) {
    Map<String, String> environment = new HashMap<>(clouds.azure.environment());
    environment.remove("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    environment.put("FAIRLEAD_REGION", region);
    environment.put("FAIRLEAD_TOPOLOGY", topology);
    environment.put(
        "FAIRLEAD_ENDPOINTS",
        clouds
            .aws
            .environment()
            .get("FAIRLEAD_ENDPOINTS")
            .replaceFirst("sts=[^,]*", "sts=" + sts.endpoint()));
    return environment;
  }
}
