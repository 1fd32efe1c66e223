package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongDblessSink;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.gateway.kong.KongNode;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.KongYaml;
import io.fairlead.wiring.artifact.RefusalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A switch of Kong that can be neither done nor undone is told as what it is. */
final class KongMixedTest {
  @TempDir private Path work;

  private KongControl kong;
  private KongAdmin node;
  private Copying copying;

  @BeforeEach
  void start() throws IOException {
    kong = new KongControl();
    node = new KongAdmin();
    copying = new Copying(work);
    publish(KongChange.FIRST);
  }

  @AfterEach
  void stop() {
    kong.close();
    node.close();
  }

  private void publish(String config) throws IOException {
    copying.write(KongChange.FILE, config);
    copying.publish("master");
  }

  private ReplicateReport replicate() throws IOException {
    return KongChange.replicate(
        copying, new KongDatabase(kong.uri(), null, copying.clock(), _ -> {}), sink -> sink);
  }

  private void assertMixed(String words) throws IOException {
    assertThat(replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Mixed.class, mixed -> assertThat(mixed.why()).contains(words));
  }

  @Test
  void a_gateway_that_goes_dark_amid_a_switch_is_mixed_until_a_run_has_ended_it()
      throws IOException {
    replicate();
    publish(KongChange.SECOND);
    kong.darkAfter(3);

    assertMixed("; and the copy before could not be shown: ");
    assertMixed("the destination: ");
    assertThat(copying.seen().get(KongChange.FILE)).isEqualTo(KongChange.FIRST);
    kong.darkAfter(Integer.MAX_VALUE);
    ReplicateReport report = replicate();
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks().toString()).contains("mixed, a switch was begun and is not done");
    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    kong.darkAfter(0);
    assertThat(replicate().outcome()).isInstanceOf(Outcome.Held.class);
  }

  @Test
  void a_first_switch_that_breaks_off_is_mixed_because_nothing_is_there_to_go_back_to()
      throws IOException {
    kong.darkAfter(3);

    assertMixed("; and there is no copy before to go back to");
    kong.darkAfter(Integer.MAX_VALUE);
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void a_switch_that_was_taken_back_is_not_mixed_when_the_gateway_goes_dark_later()
      throws IOException {
    replicate();
    publish(KongChange.SECOND.replace("host: 127.0.0.1,", ""));
    assertThat(replicate().outcome()).isInstanceOf(Outcome.RolledBack.class);
    kong.darkAfter(0);

    assertThat(replicate().outcome()).isInstanceOf(Outcome.Held.class);
  }

  private ArtifactSink nodes(ArtifactSink copies) {
    return new KongDblessSink(
        copies,
        new KongFile(KongChange.FILE, KongYaml::read),
        List.of(new KongNode(node.uri(), null, copying.clock())),
        new RefusalFile(copying.destination),
        new KongDblessSink.Time(copying.clock(), _ -> {}));
  }

  private Outcome loaded() throws IOException {
    return copying.replicate(copying.storeItself(), this::nodes, false).outcome();
  }

  private static String config(String service) {
    return "_format_version: \"3.0\"\nservices: [{name: %s, host: a}]\n".formatted(service);
  }

  @Test
  void nodes_go_back_where_the_copy_beside_them_cannot_be_shown() throws IOException {
    publish(config("orders"));
    assertThat(loaded()).isEqualTo(new Outcome.Applied());
    publish(config("stock"));
    Path inTheWay = Files.createDirectories(copying.destination.resolve("next/somebody"));

    assertThat(loaded())
        .isInstanceOfSatisfying(
            Outcome.RolledBack.class,
            back -> assertThat(back.why()).contains("the copy beside it was not shown: "));
    assertThat(node.served()).contains("orders");
    Files.delete(inTheWay);
    assertThat(loaded()).isEqualTo(new Outcome.Applied());
    assertThat(node.served()).contains("stock");
  }

  @Test
  void a_file_that_is_no_text_reaches_no_node() throws IOException {
    publish(config("orders"));
    loaded();
    Files.write(copying.source.resolve(KongChange.FILE), new byte[] {'a', (byte) 0xff});
    copying.publish("master");

    assertThat(loaded().reason()).contains(KongChange.FILE + " is no text in UTF-8");
    assertThat(node.loads()).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void an_answer_without_an_end_is_not_waited_for() throws IOException {
    publish(config("orders"));
    loaded();
    node.stalled(true);
    ArtifactSink sink = nodes(FolderSink.looking(copying.destination, copying.clock()));

    assertThat(sink.state(copying.now().plus(Duration.ofMillis(300))))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains("no whole answer within 300 ms"));
  }

  @Test
  void a_node_that_never_stops_loading_brings_the_set_before_back() throws IOException {
    publish(config("orders"));
    loaded();
    publish(config("stock"));
    node.busy(5);

    assertThat(loaded())
        .isEqualTo(
            new Outcome.RolledBack(node.uri() + " is busy with another load, again and again"));
    assertThat(loaded()).isEqualTo(new Outcome.Applied());
  }
}
