package io.fairlead.wiring.function;

import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import io.fairlead.wiring.yaml.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The topology of a region's functions, asked for by its tag at most once a minute. While it cannot
 * be read, or a new one is invalid, the one read last holds on.
 */
public final class TopologySource {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_PROBLEMS = 5;

  private final TopologyFile file;
  private final String region;
  private final Map<String, String> environment;
  private @Nullable Topology topology;
  private @Nullable String tag;
  private Instant askedAt = Instant.EPOCH;
  private String trouble = "";
  private byte[] content = {};

  /**
   * The topology in a file.
   *
   * @param region that it must have
   * @param environment of the function, which the file may refer to
   */
  public TopologySource(TopologyFile file, String region, Map<String, String> environment) {
    this.file = file;
    this.region = region;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What is known.
   *
   * @param topology null = none was ever read
   * @param content the file that it was read from; empty = none was ever read
   * @param trouble one sentence where the newest could not be had; empty = it is the newest
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Known(@Nullable Topology topology, byte[] content, String trouble) {}

  /** The topology; asks for a newer one where the last question is a minute old. */
  public synchronized Known current(Invocation invocation) {
    boolean fresh = invocation.began().isBefore(askedAt.plus(KEPT));
    if (topology == null || !fresh) {
      ask(invocation);
    }
    return new Known(topology, content, trouble);
  }

  private void ask(Invocation invocation) {
    askedAt = invocation.began();
    switch (file.read(tag, invocation.until())) {
      case TopologyFile.Answer.Newer(byte[] bytes, String newer) -> take(bytes, newer);
      case TopologyFile.Answer.Same() -> trouble = "";
      case TopologyFile.Answer.Failed(String why) -> trouble = why;
    }
  }

  private void take(byte[] bytes, String newer) {
    switch (TopologyReader.read(bytes, Path.of(""), environment::get)) {
      case ReadTopology.Valid valid -> {
        Topology read = valid.topology();
        boolean mine = read.fleet().regions().containsKey(region);
        trouble = mine ? "" : file.name() + " has no region '" + region + "'";
        if (mine) {
          topology = read;
          content = bytes;
          tag = newer;
        }
      }
      case ReadTopology.Invalid(List<Problem> problems) ->
          trouble =
              problems.stream()
                  .filter(Problem::isError)
                  .limit(MOST_PROBLEMS)
                  .map(problem -> problem.text(file.name()))
                  .collect(Collectors.joining("; "));
    }
  }
}
