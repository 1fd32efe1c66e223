package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDblessSink;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.gateway.kong.KongNode;
import io.fairlead.gateway.kong.Refusals;
import io.fairlead.wiring.artifact.KongYaml;
import io.fairlead.wiring.artifact.RefusalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a node of Kong has refused is not sent to it at every run. */
final class KongRefusalTest {
  private static final String FILE = "kong.yaml";
  private static final String GOOD = config("orders", "");
  private static final String PLUGIN = config("orders", "plugins: [{name: our-own}]");
  private static final String REASON = "plugin our-own, name: plugin 'our-own' not enabled";

  @TempDir private Path work;

  private KongAdmin first;
  private KongAdmin second;
  private Copying copying;

  @BeforeEach
  void serveAFileAndPublishOneThatIsRefused() throws IOException {
    first = new KongAdmin();
    second = new KongAdmin();
    copying = new Copying(work);
    publish(GOOD);
    assertThat(replicate()).isEqualTo(new Outcome.Applied());
    publish(PLUGIN);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private static String config(String service, String more) {
    return """
        _format_version: "3.0"
        services: [{name: %s, host: a}]
        %s
        """
        .formatted(service, more);
  }

  private void publish(String config) throws IOException {
    copying.write(FILE, config);
    copying.publish("master");
  }

  private Outcome replicate() throws IOException {
    return replicate(new RefusalFile(copying.destination));
  }

  private Outcome replicate(Refusals refusals) throws IOException {
    return copying
        .replicate(
            copying.storeItself(),
            copies ->
                new KongDblessSink(
                    copies,
                    new KongFile(FILE, KongYaml::read),
                    List.of(
                        new KongNode(first.uri(), null, copying.clock()),
                        new KongNode(second.uri(), null, copying.clock())),
                    refusals,
                    new KongDblessSink.Time(copying.clock(), _ -> {})),
            false)
        .outcome();
  }

  private void assertRefused() throws IOException {
    assertRefused(new RefusalFile(copying.destination));
  }

  private void assertRefused(Refusals refusals) throws IOException {
    assertThat(replicate(refusals))
        .isInstanceOfSatisfying(
            Outcome.RolledBack.class,
            back ->
                assertThat(back.why())
                    .contains(REASON)
                    .contains("the same file is sent again after 10 minutes"));
    assertThat(List.of(first.served(), second.served())).containsOnly(GOOD);
    assertThat(copying.seen()).containsEntry(FILE, GOOD);
  }

  private int posts() {
    return first.posts() + second.posts();
  }

  @Test
  void runs_of_the_next_ten_minutes_send_nothing_and_say_the_same() throws IOException {
    assertRefused();
    int sent = posts();
    for (int minute = 0; minute < 9; minute++) {
      copying.pass(Duration.ofMinutes(1));
      assertRefused();
    }
    assertThat(posts()).isEqualTo(sent);

    copying.pass(Duration.ofMinutes(1));
    assertRefused();
    assertThat(posts()).isEqualTo(sent + 1);
    assertRefused();
    assertThat(posts()).isEqualTo(sent + 1);
  }

  @Test
  void a_plugin_that_was_installed_meanwhile_is_taken_after_ten_minutes() throws IOException {
    assertRefused();
    first.install("our-own");
    second.install("our-own");
    copying.pass(Duration.ofMinutes(10));

    assertThat(replicate()).isEqualTo(new Outcome.Applied());
    assertThat(List.of(first.served(), second.served())).containsOnly(PLUGIN);
    assertThat(new RefusalFile(copying.destination).last()).isEmpty();
  }

  @Test
  void a_node_that_was_started_anew_gets_it_at_once_and_is_left_with_the_one_before()
      throws IOException {
    assertRefused();
    int sent = first.posts();
    first.restart();

    assertRefused();
    assertThat(first.posts()).as("the new one, and the one before").isEqualTo(sent + 2);
  }

  @Test
  void another_node_that_was_started_anew_gets_the_one_before_alone() throws IOException {
    assertRefused();
    int sent = posts();
    second.restart();

    assertRefused();
    assertThat(second.served()).isEqualTo(GOOD);
    assertThat(posts()).isEqualTo(sent + 1);
  }

  @Test
  void another_file_is_sent_at_once() throws IOException {
    assertRefused();
    String mended = config("stock", "");
    publish(mended);

    assertThat(replicate()).isEqualTo(new Outcome.Applied());
    assertThat(List.of(first.served(), second.served())).containsOnly(mended);
  }

  @Test
  void who_asks_for_it_sends_it_at_once() throws IOException {
    assertRefused();
    int sent = posts();

    assertRefused(new RefusalFile(copying.destination).anew());
    assertThat(posts()).isEqualTo(sent + 1);
    assertRefused();
    assertThat(posts()).isEqualTo(sent + 1);
  }

  @Test
  void a_torn_note_is_none() throws IOException {
    assertRefused();
    int sent = posts();
    Path note = copying.destination.resolve("refused");
    byte[] whole = Files.readAllBytes(note);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(note, Arrays.copyOf(whole, length));
      assertThat(new RefusalFile(copying.destination).last()).as("%d bytes", length).isEmpty();
    }

    assertRefused();
    assertThat(posts()).isEqualTo(sent + 1);
  }

  @Test
  void who_may_not_write_yet_is_tried_at_every_run() throws IOException {
    first.install("our-own");
    second.install("our-own");
    second.readOnly(true);
    assertThat(replicate()).isInstanceOf(Outcome.RolledBack.class);
    second.readOnly(false);

    assertThat(replicate()).isEqualTo(new Outcome.Applied());
    assertThat(List.of(first.served(), second.served())).containsOnly(PLUGIN);
  }

  @Test
  void a_clock_that_went_back_makes_no_refusal_last_longer() throws IOException {
    copying.pass(Duration.ofHours(1));
    assertRefused();
    int sent = posts();
    copying.pass(Duration.ofMinutes(-30));

    assertRefused();
    assertThat(posts()).isEqualTo(sent + 1);
  }
}
