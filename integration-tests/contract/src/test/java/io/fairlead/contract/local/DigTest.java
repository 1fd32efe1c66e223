package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the real {@code dig} sees of an edge's DNS server. */
@NeedsParts(Part.DIG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigTest {
  private static final int EPOCH = 421;
  private static final Pattern SIZE = Pattern.compile("MSG SIZE {2}rcvd: ([0-9]+)");

  private Edges edges;
  private Dig dig;

  @BeforeAll
  void start(@TempDir Path folder) {
    edges = new Edges(folder);
    dig = new Dig(Objects.requireNonNull(edges.places().get("eu-west")).dns());
    List<RecordChange> changes = new ArrayList<>();
    add(changes, "eu.orders", RecordType.A, "192.0.2.1");
    add(changes, "eu.orders", RecordType.AAAA, "2001:db8::1");
    add(changes, "four.only", RecordType.A, "192.0.2.4");
    add(changes, "alias", RecordType.CNAME, "target.example");
    add(changes, "many", RecordType.A, addresses(60));
    add(changes, "more", RecordType.A, addresses(120));
    Order order =
        new Order(
            "intent",
            new Step.ChangeRecords(new RecordBatch(Edges.ZONE, 0, EPOCH, changes)),
            Instant.now().plusSeconds(60));
    try (EdgeClient client = edges.client()) {
      assertThat(
              new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)))
                  .change(List.of(order), Instant.now().plusSeconds(10)))
          .containsExactly(new ApplyOutcome.Accepted());
    }
  }

  @AfterAll
  void stop() throws Exception {
    edges.close();
  }

  private static void add(
      List<RecordChange> changes, String name, RecordType type, String... values) {
    RecordKey key = new RecordKey(name + "." + Edges.ZONE, type, "eu-west");
    changes.add(
        new RecordChange(
            null, new WeightedRecord(key, Duration.ofSeconds(7), 255, List.of(values), null)));
  }

  private static String[] addresses(int count) {
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      values[i] = "192.0.2." + (i + 1);
    }
    return values;
  }

  @Test
  void an_address_is_answered_with_authority_and_its_ttl() throws Exception {
    Dig.Answer answer = dig.ask("eu.orders.demo.test", "A");

    assertThat(answer.status()).isEqualTo("NOERROR");
    assertThat(answer.flags()).contains("qr", "aa").doesNotContain("ra");
    assertThat(answer.answer()).containsExactly("eu.orders.demo.test. 7 IN A 192.0.2.1");
  }

  @Test
  void a_six_is_answered_beside_four() throws Exception {
    assertThat(dig.ask("eu.orders.demo.test", "AAAA").answer())
        .containsExactly("eu.orders.demo.test. 7 IN AAAA 2001:db8::1");
  }

  @Test
  void a_name_without_the_type_is_no_data_with_the_soa() throws Exception {
    Dig.Answer answer = dig.ask("four.only.demo.test", "AAAA");

    assertThat(answer.status()).isEqualTo("NOERROR");
    assertThat(answer.answer()).isEmpty();
    assertThat(answer.authority()).singleElement().asString().contains(" IN SOA ");
  }

  @Test
  void a_name_above_a_name_exists_without_data() throws Exception {
    Dig.Answer answer = dig.ask("orders.demo.test", "A");

    assertThat(answer.status()).isEqualTo("NOERROR");
    assertThat(answer.answer()).isEmpty();
  }

  @Test
  void a_name_that_is_not_there_is_nxdomain_with_the_soa() throws Exception {
    Dig.Answer answer = dig.ask("nowhere.demo.test", "A");

    assertThat(answer.status()).isEqualTo("NXDOMAIN");
    assertThat(answer.flags()).contains("aa");
    assertThat(answer.authority()).singleElement().asString().contains(" IN SOA ");
  }

  @Test
  void the_soa_has_the_epoch_as_serial() throws Exception {
    assertThat(dig.ask("demo.test", "SOA").answer())
        .singleElement()
        .asString()
        .contains(" hostmaster.demo.test. " + EPOCH + " ");
  }

  @Test
  void every_edge_is_a_name_server_with_an_address() throws Exception {
    assertThat(dig.ask("demo.test", "NS").values())
        .containsExactlyInAnyOrder(
            "eu-north.ns.demo.test.", "eu-west.ns.demo.test.", "us-east.ns.demo.test.");
    assertThat(dig.ask("us-east.ns.demo.test", "A").values())
        .containsExactly(edges.address("us-east", 53));
  }

  @Test
  void the_epoch_record_names_fleet_epoch_and_digest() throws Exception {
    assertThat(dig.ask("_fairlead.demo.test", "TXT").answer())
        .singleElement()
        .asString()
        .matches(".* TXT \"v1 fleet=three-regions epoch=421 digest=[0-9a-f]{16}\"");
  }

  @Test
  void an_alias_is_answered_for_every_type() throws Exception {
    assertThat(dig.ask("alias.demo.test", "A").answer())
        .containsExactly("alias.demo.test. 7 IN CNAME target.example.");
    assertThat(dig.ask("alias.demo.test", "CNAME").values()).containsExactly("target.example.");
  }

  @Test
  void a_name_is_answered_in_the_case_it_was_asked_in() throws Exception {
    assertThat(dig.ask("EU.Orders.Demo.TEST", "A").answer())
        .containsExactly("EU.Orders.Demo.TEST. 7 IN A 192.0.2.1");
  }

  @Test
  void any_is_answered_with_one_small_record() throws Exception {
    assertThat(dig.ask("+notcp", "eu.orders.demo.test", "ANY").answer())
        .singleElement()
        .asString()
        .contains("HINFO \"RFC8482\" \"\"");
  }

  @Test
  void a_foreign_zone_is_refused() throws Exception {
    Dig.Answer answer = dig.ask("example.org", "A");

    assertThat(answer.status()).isEqualTo("REFUSED");
    assertThat(answer.flags()).doesNotContain("aa");
  }

  @Test
  void a_transfer_and_another_class_are_refused() throws Exception {
    assertThat(dig.ask("demo.test", "AXFR").all()).contains("Transfer failed");
    assertThat(dig.ask("version.bind", "CH", "TXT").status()).isEqualTo("REFUSED");
  }

  @Test
  void an_operation_other_than_a_query_is_not_implemented() throws Exception {
    assertThat(dig.ask("+opcode=notify", "demo.test", "SOA").status()).isEqualTo("NOTIMP");
    assertThat(dig.ask("+opcode=update", "demo.test", "SOA").status()).isEqualTo("NOTIMP");
  }

  @Test
  void an_unknown_version_of_edns_is_answered_with_badvers() throws Exception {
    assertThat(dig.ask("+edns=1", "+noednsnegotiation", "eu.orders.demo.test", "A").status())
        .isEqualTo("BADVERS");
  }

  @Test
  void without_edns_an_answer_over_512_bytes_is_cut_and_said_to_be() throws Exception {
    Dig.Answer cut = dig.ask("+noedns", "+ignore", "many.demo.test", "A");

    assertThat(cut.flags()).contains("tc");
    assertThat(cut.answer()).hasSizeLessThan(60);
    assertThat(size(cut)).isLessThanOrEqualTo(512);
  }

  @Test
  void with_edns_an_answer_within_the_offered_size_is_whole() throws Exception {
    Dig.Answer whole = dig.ask("+bufsize=1232", "+ignore", "many.demo.test", "A");

    assertThat(whole.flags()).doesNotContain("tc");
    assertThat(whole.answer()).hasSize(60);
  }

  @Test
  void an_answer_over_1232_bytes_is_cut_whatever_size_is_offered() throws Exception {
    Dig.Answer cut = dig.ask("+bufsize=4096", "+ignore", "more.demo.test", "A");

    assertThat(cut.flags()).contains("tc");
    assertThat(size(cut)).isLessThanOrEqualTo(1232);
  }

  @Test
  void a_cut_answer_is_whole_over_tcp() throws Exception {
    Dig.Answer retried = dig.ask("more.demo.test", "A");

    assertThat(retried.all()).contains("retrying in TCP mode");
    assertThat(retried.answer()).hasSize(120);
    assertThat(dig.ask("+tcp", "more.demo.test", "A").answer()).hasSize(120);
  }

  @Test
  void several_questions_are_answered_over_one_connection() throws Exception {
    Dig.Answer answers =
        dig.ask("+tcp", "+keepopen", "eu.orders.demo.test", "A", "four.only.demo.test", "A");

    assertThat(answers.all()).contains("192.0.2.1").contains("192.0.2.4");
  }

  private static int size(Dig.Answer answer) {
    Matcher matcher = SIZE.matcher(answer.all());
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
