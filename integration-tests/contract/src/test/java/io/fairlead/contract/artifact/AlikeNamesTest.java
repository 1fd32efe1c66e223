package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that differ by case alone, or by how letters with marks are composed. */
final class AlikeNamesTest {
  private static final String COMPOSED = "apis/caf\u00e9.yaml";
  private static final String DECOMPOSED = "apis/cafe\u0301.yaml";

  @TempDir private Path work;

  private Copying copying;
  private SortedMap<String, String> first;

  @BeforeEach
  void applyTheFirst() throws IOException {
    copying = new Copying(work);
    copying.write("apis/README", "upper");
    copying.publish("master");
    copying.replicate();
    first = copying.seen();
  }

  @Test
  void all_of_them_arrive_each_with_its_own_content() throws IOException {
    copying.write("apis/readme", "lower");
    copying.write("apis/ReadMe/inside", "a folder");
    copying.write(COMPOSED, "one letter");
    copying.write(DECOMPOSED, "two");
    copying.publish("master");

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "apis/README",
                    "upper",
                    "apis/readme",
                    "lower",
                    "apis/ReadMe/inside",
                    "a folder",
                    COMPOSED,
                    "one letter",
                    DECOMPOSED,
                    "two")));
    assertThat(copying.scrub().drift().isEmpty()).isTrue();
  }

  @Test
  void a_disk_that_takes_cases_for_one_shows_nothing_new_and_the_name_is_told() throws IOException {
    copying.write("apis/readme", "lower");
    assertHeld("apis/README");
  }

  @Test
  void a_disk_that_composes_letters_shows_nothing_new_and_the_name_is_told() throws IOException {
    copying.write(COMPOSED, "one letter");
    copying.write(DECOMPOSED, "two");
    assertHeld("apis/cafe");
  }

  private void assertHeld(String name) throws IOException {
    copying.publish("master");
    Folding disk = new Folding();
    ReplicateReport report = copying.replicate(copying.storeItself(), disk::over, false);

    assertThat(report.outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held ->
                assertThat(held.why()).startsWith("read back, the copy differs: ").contains(name));
    assertThat(copying.seen()).isEqualTo(first);
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  /** A folder on a disk that keeps the spelling a name came with first, as macOS and Windows do. */
  private static final class Folding {
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private String spelled(String path) {
      String same = Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      return names.computeIfAbsent(same, _ -> path);
    }

    ArtifactSink over(ArtifactSink sink) {
      return (ArtifactSink)
          Proxy.newProxyInstance(
              ArtifactSink.class.getClassLoader(),
              new Class<?>[] {ArtifactSink.class},
              (_, method, arguments) -> {
                if (method.getReturnType() == ApplyOutcome.class
                    && method.getName().matches("put|remove")) {
                  Object[] folded = arguments.clone();
                  if (folded[1] instanceof ArtifactObject object) {
                    return sink.put(
                        (String) folded[0],
                        spelled(object.path()),
                        (BlobStream) folded[2],
                        (Instant) folded[3]);
                  }
                  folded[1] = spelled((String) folded[1]);
                  arguments = folded;
                }
                try {
                  return method.invoke(sink, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
