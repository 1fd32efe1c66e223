package io.fairlead.parts;

import java.util.List;

/**
 * Fetches the parts that take long before a test asks for one, in the processor time that the rest
 * of a build leaves. What fails here is tried again, and told, by the test that needs it.
 */
public final class Ahead {
  /** One after another in a row, the rows beside each other, in the order of their need. */
  private static final List<List<Part>> ROWS =
      List.of(
          List.of(Part.VERSITYGW, Part.ENVOY),
          List.of(
              Part.MINISTACK,
              Part.CFN_LINT,
              Part.MOTO,
              Part.LOCALSTACK,
              Part.AZURITE,
              Part.AZURE_MODELS));

  private Ahead() {}

  /** Takes no arguments; ends when all are here, or with what it started when it is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    List<Thread> threads =
        ROWS.stream()
            .map(row -> Thread.ofPlatform().name("ahead").start(() -> row.forEach(Parts::find)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
