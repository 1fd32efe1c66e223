package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anybody looks at the meaning, and how problems are told. */
final class YamlFormTest {
  private static final String START = "apiVersion: fairlead/v1\n";

  @Test
  void a_misspelt_key_is_told_with_line_path_and_the_likely_word() {
    String text = Edited.threeRegions().once("jurisdiction: EU", "jurisdicton: EU").text();
    int line = 1 + (int) text.substring(0, text.indexOf("jurisdicton")).lines().count() - 1;

    assertThat(told(text))
        .contains(
            "fairlead.yaml:"
                + line
                + ": regions.eu-west.jurisdicton: unknown key; did you mean 'jurisdiction'?"
                + " allowed: cloud, location, jurisdiction, witness, observer, probes, nodes,"
                + " floatingAddresses, edge, aws, azure");
  }

  @Test
  void a_problem_knows_its_line_and_column() {
    assertThat(problems("apiVersion: fairlead/v1\nfleet: demo\nmode:   atc\n"))
        .filteredOn(problem -> problem.path().equals("mode"))
        .containsExactly(
            new Problem(
                Problem.Severity.ERROR,
                3,
                9,
                "mode",
                "'atc'",
                "act or observe",
                "act",
                "unknown word"));
  }

  @Test
  void every_problem_is_told_in_one_go() {
    assertThat(
            Edited.threeRegions()
                .with("mode: act ", "mode: atc ")
                .once("port: 8100", "port: 81000")
                .once("cloud: local", "cluod: local")
                .with("eu-north: 40", "eu-north: 41")
                .with("interval: 2s", "interval: 2")
                .once("nodes: [gw-1, gw-2]", "nodes: [gw-1, gw-9]")
                .errors())
        .hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void an_empty_file_is_refused() {
    assertThat(told("")).containsExactly("fairlead.yaml: the file is empty");
    assertThat(told("# only a comment\n")).containsExactly("fairlead.yaml: the file is empty");
  }

  @Test
  void broken_yaml_is_refused_with_its_line() {
    assertThat(told(START + "fleet: {a\nmode: act\n"))
        .singleElement()
        .asString()
        .startsWith("fairlead.yaml:3: not readable as YAML: ");
  }

  @Test
  void a_duplicate_key_is_refused_with_both_lines() {
    assertThat(told(START + "fleet: a\nfleet: b\n"))
        .contains("fairlead.yaml:3: fleet: duplicate key, first on line 2; allowed: each key once");
  }

  @Test
  void an_alias_bomb_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String items = String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1)));
      bomb.append("a" + i + ": &a" + i + " [" + items + "]\n");
    }

    assertThat(told(bomb.toString()))
        .singleElement()
        .asString()
        .endsWith("too many values, aliases repeated; allowed: at most 50000");
  }

  @Test
  void too_many_aliases_are_refused() {
    String many = String.join(", ", java.util.Collections.nCopies(101, "*a"));

    assertThat(told("a: &a x\nb: [" + many + "]\n"))
        .containsExactly("fairlead.yaml:2: too many aliases; allowed: at most 100");
  }

  @Test
  void an_alias_of_what_surrounds_it_is_refused() {
    assertThat(told("a: &a [*a]\n"))
        .containsExactly("fairlead.yaml:1: alias *a has no anchor before");
  }

  @Test
  void an_alias_stands_for_what_it_names() {
    Edited edited =
        Edited.threeRegions()
            .once("probes: [ready, orders, portal]", "probes: &all [ready, orders, portal]")
            .once("probes: [ready, orders, portal]", "probes: *all");

    assertThat(edited.valid().fleet().digest())
        .isEqualTo(Edited.threeRegions().valid().fleet().digest());
  }

  @Test
  void deep_nesting_is_refused() {
    assertThat(told("a: " + "[".repeat(100_000)))
        .containsExactly("fairlead.yaml:1: nested too deeply; allowed: at most 32 levels");
    assertThat(told("{a: ".repeat(50_000))).hasSize(1);
  }

  @Test
  void an_oversize_file_is_refused() {
    assertThat(told(START + "#".repeat(YamlLimits.BYTES)))
        .singleElement()
        .asString()
        .contains("the file is too long; found 1048600 bytes; allowed: at most 1048576 bytes");
  }

  @Test
  void text_that_is_not_utf8_is_refused_with_its_line() {
    byte[] latin1 = (START + "fleet: münchen\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(told(TopologyReader.read(latin1, Path.of("."), name -> null)))
        .containsExactly("fairlead.yaml:2: the file is not UTF-8 text; found byte 0xfc");
  }

  @Test
  void control_characters_are_refused_with_their_line() {
    assertThat(told(START + "fleet: \u0007\n"))
        .containsExactly("fairlead.yaml:2: a character that YAML does not allow; found U+7");
  }

  @Test
  void a_tab_as_indentation_is_refused() {
    assertThat(told(START + "state:\n\tdirectory: x\n"))
        .containsExactly("fairlead.yaml:3: a tab as indentation; allowed: spaces");
  }

  @Test
  void a_second_document_is_refused() {
    assertThat(told(START + "---\nfleet: b\n"))
        .containsExactly("fairlead.yaml:2: a second document begins; allowed: one document");
  }

  @Test
  void tags_and_odd_keys_are_refused() {
    assertThat(told("a: !!java.net.URL [x]\n"))
        .containsExactly("fairlead.yaml:1: a YAML tag; allowed: values without tags");
    assertThat(told("? [a, b]\n: c\n"))
        .containsExactly("fairlead.yaml:1: a key that is a list or a section; allowed: a word");
  }

  @Test
  void a_file_that_is_no_section_is_refused() {
    assertThat(told("hello\n")).first().asString().contains("not a section; found 'hello'");
    assertThat(told("[1, 2]\n")).first().asString().contains("not a section; found a list");
  }

  @Test
  void no_is_a_country_and_a_byte_order_mark_is_nothing() {
    Edited edited =
        Edited.threeRegions()
            .with("jurisdiction: US", "jurisdiction: NO")
            .with("residency: [US, EU]", "residency: [NO, EU]");

    assertThat(edited.problems()).isEmpty();
    assertThat(new Edited("\ufeff" + edited.text()).problems()).isEmpty();
  }

  @Test
  void a_number_where_a_text_belongs_is_to_be_quoted() {
    assertThat(Edited.threeRegions().once("location: 127.10.1.0/24", "location: 12").errors())
        .containsExactly(
            "regions.eu-west.location: not a text; a text that looks like a number or flag is"
                + " quoted; found '12'; allowed: a text of 1-1024 characters");
  }

  @Test
  void json_is_yaml(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fairlead.json");
    Files.writeString(
        file,
        new tools.jackson.databind.json.JsonMapper()
            .writeValueAsString(
                new tools.jackson.dataformat.yaml.YAMLMapper()
                    .readTree(Examples.text("three-regions"))));

    assertThat(Examples.valid(TopologyReader.read(file, name -> null)).fleet().digest())
        .isEqualTo(Edited.threeRegions().valid().fleet().digest());
  }

  @Test
  void a_missing_file_and_a_folder_are_told(@TempDir Path folder) {
    assertThat(told(TopologyReader.read(folder.resolve("no.yaml"), name -> null)))
        .singleElement()
        .asString()
        .endsWith("no.yaml is not there; allowed: a readable topology file");
    assertThat(told(TopologyReader.read(folder, name -> null)))
        .singleElement()
        .asString()
        .contains(" is no file");
  }

  @Test
  void only_the_first_hundred_problems_are_told() {
    StringBuilder text = new StringBuilder(START);
    for (int i = 0; i < 150; i++) {
      text.append("key").append(i).append(": 1\n");
    }

    assertThat(told(text.toString()))
        .hasSize(101)
        .last()
        .asString()
        .isEqualTo("fairlead.yaml: and 53 problems more");
  }

  private static List<String> told(String text) {
    return told(Examples.read(text));
  }

  private static List<String> told(ReadTopology read) {
    return problems(read).stream().map(problem -> problem.text("fairlead.yaml")).toList();
  }

  private static List<Problem> problems(String text) {
    return problems(Examples.read(text));
  }

  private static List<Problem> problems(ReadTopology read) {
    return switch (read) {
      case ReadTopology.Valid valid -> valid.warnings();
      case ReadTopology.Invalid invalid -> invalid.problems();
    };
  }

  @Test
  void on_is_a_key_with_and_without_quotes() {
    String quoted = Examples.text("three-regions").replace(" on: [moved", " \"on\": [moved");

    assertThat(Examples.valid(quoted).notices())
        .isEqualTo(Examples.valid(Examples.text("three-regions")).notices());
  }

  @Test
  void on_that_an_older_yaml_made_a_flag_is_told() {
    assertThat(Edited.threeRegions().once(" on: [moved", " true: [moved").errors())
        .singleElement()
        .asString()
        .contains("notify[0].true: unknown key")
        .contains("on");
  }
}
