package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.bucket.BucketSource;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Reading;
import io.fairlead.wiring.register.VirtualThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set is what lies below a prefix of an object store, whole, as it was at one moment. */
public abstract class BucketSourceContract {
  /** More than one piece of a reader, and no multiple of it. */
  private static final int LARGE = 700_003;

  private static final String ORDERS = "apis/orders.yaml";

  @TempDir private Path work;

  private Mirroring publishing;

  /** The objects below the prefix {@code gateways/source} of a bucket that is this test's own. */
  protected abstract ObjectBucket bucket();

  /** Writes an object of the bucket by its whole key, as any other program does. */
  protected abstract void write(String key, byte[] content);

  @BeforeEach
  void openAStore() throws IOException {
    Path store = Files.createDirectories(work.resolve("store"));
    Path mirror = Files.createDirectories(work.resolve("mirror"));
    publishing =
        new Mirroring(
            work,
            new MirrorContract.Places() {
              @Override
              public ArtifactStore store() {
                return new FolderStore(store, InstantSource.system());
              }

              @Override
              public CollectableStore mirror() {
                return new FolderStore(mirror, InstantSource.system());
              }

              @Override
              public void spoilStore(Blob blob, byte[] content) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void spoilMirror(Blob blob, byte[] content) {
                throw new UnsupportedOperationException();
              }
            });
  }

  /** Writes an object of the source. */
  protected final void put(String path, String content) {
    write("gateways/source/" + path, content.getBytes(UTF_8));
  }

  /** The source, with somebody beside it. */
  final BucketSource source(Watched beside) {
    return new BucketSource(beside.over(bucket()), new Lanes(new VirtualThreads(), 4));
  }

  private static List<FoundFile> files(BucketSource source) {
    List<FoundFile> files = new ArrayList<>();
    if (source.files(files::add, Mirroring.soon()).equals(new Reading.Known<>(files.size()))) {
      return files;
    }
    throw new AssertionError("the source cannot be read");
  }

  /** How many objects were opened to learn what the source holds. */
  protected final int opened() {
    Watched watched = new Watched();
    files(source(watched));
    return watched.opened.get();
  }

  /** What the source holds. */
  protected final List<String> paths() {
    return files(source(new Watched())).stream().map(FoundFile::path).toList();
  }

  /** What people are told of a reading. */
  protected final String remark() {
    BucketSource source = source(new Watched());
    files(source);
    return source.remark().orElse("");
  }

  private static FoundFile file(String path, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return new FoundFile(path, new Blob(ContentDigest.of(bytes), bytes.length));
  }

  private static String large(long seed) {
    byte[] bytes = new byte[LARGE];
    new Random(seed).nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private static String why(PublishReport report) {
    return switch (report.outcome()) {
      case Outcome.Refused(String why) -> "refused: " + why;
      case Outcome.Unreachable(String why) -> "unreachable: " + why;
      case Outcome other -> other.toString();
    };
  }

  @Test
  void files_below_the_prefix_are_published_and_nothing_beside_them() {
    put(ORDERS, "orders 1");
    put("policies/grün limit+1.json", "limit 1");
    put("empty.txt", "");
    put(".hidden/a.yaml", "hidden");
    put("apis/.hidden.yaml", "hidden");
    write("gateways/source/apis/", new byte[0]);
    write("gateways/source-2/other.yaml", "other".getBytes(UTF_8));
    write("gateways/other.yaml", "other".getBytes(UTF_8));

    assertThat(files(source(new Watched())))
        .containsExactly(
            file(ORDERS, "orders 1"),
            file("empty.txt", ""),
            file("policies/grün limit+1.json", "limit 1"));
    assertThat(publishing.publish(source(new Watched())).outcome())
        .isInstanceOf(Outcome.Done.class);
    publishing.replicate();
    assertThat(publishing.seen())
        .containsEntry(ORDERS, "orders 1")
        .containsEntry("policies/grün limit+1.json", "limit 1")
        .hasSize(3);
    assertThat(publishing.publish(source(new Watched())).outcome())
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void an_empty_source_is_refused() {
    write("gateways/source-2/other.yaml", "other".getBytes(UTF_8));

    assertThat(why(publishing.publish(source(new Watched()))))
        .startsWith("refused: the source is empty");
  }

  @Test
  void an_object_that_is_no_path_of_a_set_is_refused_by_name() {
    put(ORDERS, "orders 1");
    put("apis/a:b.yaml", "colon");

    assertThat(why(publishing.publish(source(new Watched()))))
        .startsWith("refused: path 'apis/a:b.yaml'");
  }

  @Test
  void an_object_that_is_written_over_after_the_list_is_read_again() {
    put(ORDERS, "orders 1");

    assertThat(files(source(new Watched().afterLists(() -> put(ORDERS, "orders 2")))))
        .containsExactly(file(ORDERS, "orders 2"));
  }

  @Test
  void an_object_that_appears_while_others_are_read_is_part_of_the_set() {
    put(ORDERS, "orders 1");

    assertThat(files(source(new Watched().afterPiece(() -> put("apis/portal.yaml", "portal")))))
        .containsExactly(file(ORDERS, "orders 1"), file("apis/portal.yaml", "portal"));
  }

  @Test
  void an_object_that_is_written_over_while_it_is_read_is_never_a_mixture() {
    put(ORDERS, large(1));

    assertThat(files(source(new Watched().afterPiece(() -> put(ORDERS, large(2))))))
        .containsExactly(file(ORDERS, large(2)));
  }

  @Test
  void a_source_that_never_stands_still_is_not_published() {
    put(ORDERS, "orders 0");
    Watched restless =
        new Watched()
            .afterLists(
                () -> put(ORDERS, "orders 1"),
                () -> put(ORDERS, "orders 22"),
                () -> put(ORDERS, "orders 333"),
                () -> put(ORDERS, "orders 4444"),
                () -> put(ORDERS, "orders 55555"));

    assertThat(why(publishing.publish(source(restless))))
        .startsWith("unreachable: the source ")
        .contains("changes while it is read", "publish again when nobody writes it");
  }

  @Test
  void what_changes_before_it_is_uploaded_is_not_published_and_the_next_run_takes_it() {
    put(ORDERS, "orders 1");
    Watched late = new Watched().afterLists(() -> {}, () -> put(ORDERS, "orders 2"));

    assertThat(why(publishing.publish(source(late))))
        .startsWith("unreachable: " + ORDERS + " was not uploaded: ")
        .contains("changed while it was read");
    publishing.replicate();
    assertThat(publishing.seen()).isEmpty();

    assertThat(publishing.publish(source(new Watched())).outcome())
        .isInstanceOf(Outcome.Done.class);
    publishing.replicate();
    assertThat(publishing.seen()).containsEntry(ORDERS, "orders 2");
  }

  @Test
  void a_second_look_reads_only_what_has_changed() {
    put(ORDERS, "orders 1");
    put("apis/portal.yaml", "portal 1");
    Watched watched = new Watched();
    BucketSource source = source(watched);
    files(source);
    int first = watched.opened.getAndSet(0);
    put("apis/portal.yaml", "portal 2");

    assertThat(files(source)).contains(file("apis/portal.yaml", "portal 2"));
    assertThat(watched.opened.get()).isEqualTo(1);
    assertThat(first).isEqualTo(2);
  }

  @Test
  void what_is_in_none_of_the_stores_reach_is_told() {
    put(ORDERS, "orders 1");

    assertThat(remark()).contains("has no SHA-256 of its own of 1 object: it was read whole");
  }
}
