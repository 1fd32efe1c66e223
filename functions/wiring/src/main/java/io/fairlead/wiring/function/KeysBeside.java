package io.fairlead.wiring.function;

import io.fairlead.local.artifact.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Key files of a function: objects of the same names beside its topology, wherever the files are on
 * the machine that put them there. One is read at most once a minute, because every page that is
 * opened asks for it.
 */
public final class KeysBeside implements KeyFiles {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration TIME = Duration.ofSeconds(2);

  private final TopologyFile topology;
  private final InstantSource clock;
  private final ConcurrentMap<Path, Read> read = new ConcurrentHashMap<>();

  /** Files beside a topology. */
  public KeysBeside(TopologyFile topology, InstantSource clock) {
    this.topology = topology;
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Read(byte[] content, Instant at) {}

  @Override
  public byte[] read(Path file) throws IOException {
    Instant now = clock.instant();
    Read known = read.get(file);
    if (known != null && now.isBefore(known.at().plus(KEPT))) {
      return known.content();
    }
    String name = String.valueOf(file.getFileName());
    return switch (topology.beside(name).read(null, now.plus(TIME))) {
      case TopologyFile.Answer.Newer(byte[] content, _) -> {
        read.put(file, new Read(content, now));
        yield content;
      }
      case TopologyFile.Answer.Same() -> throw new IOException(name + " was not answered");
      case TopologyFile.Answer.Failed(String why) -> throw new IOException(why);
    };
  }
}
