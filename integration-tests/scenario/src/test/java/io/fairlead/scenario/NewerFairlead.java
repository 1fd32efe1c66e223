package io.fairlead.scenario;

import io.fairlead.journal.RegisterState;
import io.fairlead.local.cell.BoundedHttp;
import io.fairlead.local.cell.HttpCell;
import io.fairlead.local.http.HttpApi;
import io.fairlead.port.Codec;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellRegister;
import io.fairlead.quorum.QuorumRegister;
import io.fairlead.wiring.json.RegisterStateCodec;
import io.fairlead.wiring.register.AttemptIds;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A process of a later version that rewrites a fleet's register, by the protocol, in its format.
 */
final class NewerFairlead {
  private static final String FORMAT = "\"format\":" + RegisterState.FORMAT;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private NewerFairlead() {}

  /** Writes the register's state anew as format 99; the epoch it then has. */
  static long rewrite(WrittenTopology topology, String fleet) {
    TreeMap<String, String> headers = new TreeMap<>();
    headers.put(HttpApi.FLEET, fleet);
    try (VirtualThreadFanOut fanOut = new VirtualThreadFanOut();
        BoundedHttp http =
            new BoundedHttp(
                new BoundedHttp.Settings(PATIENCE, InstantSource.system(), null, headers))) {
      List<CasCell> cells =
          WrittenTopology.REGIONS.stream()
              .<CasCell>map(region -> new HttpCell(cell(topology, region), region, http))
              .toList();
      Register register =
          new CellRegister(new QuorumRegister(cells, fanOut, new AttemptIds()), new Later(), fleet);
      return Stream.generate(() -> written(register))
          .limit(20)
          .filter(epoch -> epoch > 0)
          .findFirst()
          .orElseThrow(() -> new AssertionError("the runs won every race for the register"));
    }
  }

  private static long written(Register register) {
    Instant deadline = Instant.now().plus(PATIENCE);
    return register.read(deadline) instanceof Register.Read.State(long epoch, RegisterState state)
            && register.cas(epoch, state, deadline) instanceof Register.Cas.Ok(long next)
        ? next
        : 0;
  }

  private static URI cell(WrittenTopology topology, String region) {
    return URI.create("http://" + topology.address(region, 53) + ":5380/cell");
  }

  /** Reads both formats and writes the one that this version does not read. */
  private static final class Later implements Codec<RegisterState> {
    private final RegisterStateCodec today = new RegisterStateCodec();

    @Override
    public byte[] encode(RegisterState state) {
      String text = new String(today.encode(state), StandardCharsets.UTF_8);
      if (!text.contains(FORMAT)) {
        throw new AssertionError("no " + FORMAT + " in " + text);
      }
      return text.replaceFirst(FORMAT, "\"format\":99").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public RegisterState decode(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return today.decode(
          text.replaceFirst("\"format\":99", FORMAT).getBytes(StandardCharsets.UTF_8));
    }
  }
}
