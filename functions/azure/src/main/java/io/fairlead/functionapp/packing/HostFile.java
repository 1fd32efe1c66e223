package io.fairlead.functionapp.packing;

import io.fairlead.functionapp.Functions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all functions of an app have in common. Timers and HTTP need no extension bundle.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-host-json">host.json
 *     reference</a>
 */
final class HostFile {
  private HostFile() {}

  static ObjectNode json() {
    ObjectNode host = JsonMapper.shared().createObjectNode().put("version", "2.0");
    long seconds = Functions.TIMEOUT.toSeconds();
    host.put(
        "functionTimeout",
        "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60));
    ObjectNode logging = host.putObject("logging");
    ObjectNode levels = logging.putObject("logLevel").put("default", "Warning");
    // A line of ours a run, and nothing of the host's beside it: what is ingested is billed.
    FunctionFile.of(Functions.class)
        .keySet()
        .forEach(name -> levels.put("Function." + name + ".User", "Information"));
    ObjectNode insights =
        logging
            .putObject("applicationInsights")
            .put("enableDependencyTracking", false)
            .put("enablePerformanceCountersCollection", false)
            .put("enableLiveMetrics", false);
    // Every tick leaves one line; a sample of them would look like silence.
    insights.putObject("samplingSettings").put("isEnabled", false);
    return host;
  }
}
