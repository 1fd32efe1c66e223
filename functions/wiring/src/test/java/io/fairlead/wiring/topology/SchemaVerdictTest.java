package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fairlead.wiring.yaml.Problem;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The published schema under a validator of others (networknt, over another YAML parser) and our
 * reader give the same verdict. A rule belongs to the schema if it concerns one value, or which
 * keys one section has. All others compare places, order durations, or need what is outside the
 * file: the schema accepts, the reader refuses, and every sentence of theirs is listed here.
 */
final class SchemaVerdictTest {
  private static final int MUTANTS = 500;
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Examples.content(Examples.root().resolve("docs/fairlead.schema.json")));

  /** Sentences of rules across places. */
  private static final Pattern ACROSS =
      Pattern.compile(
          "there is no (region|probe|node|floating address|failover group) .*"
              + "|an address never crosses a region: .*"
              + "|a duplicate address: .*|two nodes on one interface: .*|.* listens there, too"
              + "|a witness serves nothing: .*|the shares add up to .*|.* is listed twice"
              + "|.* has no (node|floating address) .*|one hosted zone is one zone.*"
              + "|the register has a table of its own: .*"
              + "|.* is not deployed in .*|.* is outside the residency .*"
              + "|no region satisfies the residency: .*|a duplicate DNS name: .*"
              + "|the name does not lie in its zone .*|the name has two labels only.*"
              + "|nobody hosts zone .*|automatic failover needs three observers.*"
              + "|a (quorum|single register|global table) has .*|failover group .* has two .*"
              + "|keeps \\d+ deployments .*|probe '.*' may not touch it: .*"
              + "|key '(allocation|publicIp|host)' is missing: .*"
              + "|key does not go with (cloud|register): .*|the answer to a HEAD request has no body"
              + "|the range ends before it begins|'clientCertificate' and 'clientKey' go together"
              + "|the timeout .* is not below the interval .*|confirming a failure .*"
              + "|too short to see two regions fall: .*|shorter than the interval .*"
              + "|an intent expires after .*|a step shorter than the interval .*"
              + "|the steps (do not rise|end at .*)|reuse .* is not below .*|cap .* is below .*"
              + "|one bucket is one flag store.*|one check takes out one region.*"
              + "|.* is of another partition of AWS.*|a table with strong consistency lies .*"
              + "|not a network interface of AWS|an Elastic IP is a public address"
              + "|one allocation is one Elastic IP: .*|a private address carries one Elastic IP.*"
              + "|not what AWS calls a region.*|two flag stores in one location .*"
              + "|not what Azure calls a region.*|two regions in one container .*"
              + "|health checks read this container.*|a key is never in the file.*"
              + "|no identity's token is sent over http.*|local edges serve every zone .*|no ramp goes on .*|a host name cannot be answered beside .*"
              + "|flags need three stores .*|a ttl is whole seconds.*|not a valid IPv6 address"
              + "|an alias record needs .*|a load balancer of AWS does not go with .*"
              + "|a ttl is not ours to set on alias records.*|that is .* itself: give .*",
          Pattern.DOTALL);

  @Test
  void the_published_examples_satisfy_the_schema() {
    assertThat(Examples.NAMES).allMatch(name -> accepts(Examples.text(name)));
  }

  @Test
  void schema_and_reader_agree_on_mutated_files() {
    List<Mutant> mutants = LongStream.range(0, MUTANTS).mapToObj(Mutant::of).toList();
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int accepted = 0;
    int across = 0;
    for (Mutant mutant : mutants) {
      boolean schema = accepts(mutant.text());
      List<Problem> errors = errors(mutant.text());
      // What a reference stands for is the reader's to judge.
      boolean reference = mutant.change().contains("${");
      if (schema
          && !errors.isEmpty()
          && (reference || errors.stream().allMatch(SchemaVerdictTest::isAcross))) {
        across++;
      } else if (schema != errors.isEmpty()) {
        differences.add(
            mutant.seed() + " " + mutant.change() + ": schema " + schema + ", reader " + errors);
      } else if (schema) {
        accepted++;
      } else {
        refused++;
      }
    }

    assertThat(differences).isEmpty();
    assertThat(refused).as("refused by both").isGreaterThan(300);
    assertThat(accepted).as("accepted by both").isGreaterThan(30);
    assertThat(across).as("refused by the reader alone").isGreaterThan(30);
  }

  @Test
  void a_validator_without_the_schema_would_be_noticed() {
    assertThat(accepts("apiVersion: fairlead/v1\nfleet: Not A Name\n")).isFalse();
  }

  @Test
  void a_text_with_a_reference_is_judged_by_the_reader_alone() {
    Edited edited = Edited.threeRegions().with("mode: act ", "mode: \"${MODE:-atc}\" ");

    assertThat(accepts(edited.text())).isTrue();
    assertThat(edited.errors())
        .containsExactly(
            "mode: unknown word; found '${MODE:-atc}'; did you mean 'act'? allowed: act or"
                + " observe");
  }

  private static boolean isAcross(Problem problem) {
    boolean duration =
        problem.message().equals("out of range")
            && String.valueOf(problem.allowed()).startsWith("a duration ");
    return duration || ACROSS.matcher(problem.message()).matches();
  }

  private static List<Problem> errors(String text) {
    return switch (Examples.read(text)) {
      case ReadTopology.Valid _ -> List.of();
      case ReadTopology.Invalid invalid ->
          invalid.problems().stream().filter(Problem::isError).toList();
    };
  }

  private static boolean accepts(String text) {
    try {
      JsonNode tree = YAML.readTree(text);
      return SCHEMA.validate(tree).isEmpty();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
