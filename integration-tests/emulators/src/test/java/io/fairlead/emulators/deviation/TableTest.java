package io.fairlead.emulators.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A row about what nobody asks would never be noticed. */
class TableTest {
  private static final Map<String, List<String>> CONTRACTS =
      Map.of(
          "address", List.of("ElasticIp"),
          "zone", List.of("Route53"),
          "flags", List.of("S3Flags"),
          "entries", List.of("DynamoObservations"),
          "history", List.of("DynamoHistory"),
          "cell", List.of("DynamoCell", "S3Cell"),
          "sources", List.of("artifact.S3Source"));

  @Test
  void each_row_is_about_a_probe_or_a_case_of_a_contract() {
    assertThat(DeviationTable.operations()).isNotEmpty().allMatch(TableTest::isAsked);
  }

  private static boolean isAsked(String operation) {
    List<String> words = List.of(operation.split(" ", 2));
    return CONTRACTS.containsKey(words.getFirst())
        ? CONTRACTS.get(words.getFirst()).stream().anyMatch(test -> has(test, words.getLast()))
        : List.of("ec2", "route53", "s3").contains(words.getFirst());
  }

  private static boolean has(String test, String method) {
    try {
      Class<?> type = Class.forName("io.fairlead.emulators." + test + "OnEmulatorsTest");
      while (type != Object.class) {
        if (Arrays.stream(type.getDeclaredMethods()).anyMatch(it -> it.getName().equals(method))) {
          return true;
        }
        type = type.getSuperclass();
      }
      return false;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
