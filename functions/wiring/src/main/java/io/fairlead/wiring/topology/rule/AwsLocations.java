package io.fairlead.wiring.topology.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What AWS calls the regions of its partition {@code aws}, and which of them keep a table with
 * strong consistency together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/multi-region-strong-consistency-gt.html">
 *     Region sets of multi-region strong consistency</a>
 */
public final class AwsLocations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:af|ap|ca|eu|il|me|mx|sa|us)"
              + "-(?:central|(?:north|south)(?:east|west)?|east|west)-[1-9]");
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc)-[a-z-]{1,24}-[0-9]{1,2}");

  /** Those that there were when this was built; AWS opens new ones, all of the same form. */
  private static final List<String> KNOWN =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private static final Map<String, List<String>> SETS =
      new TreeMap<>(
          Map.of(
              "US",
              List.of("us-east-1", "us-east-2", "us-west-2", "ca-central-1"),
              "EU",
              List.of(
                  "eu-west-1",
                  "eu-central-1",
                  "eu-west-2",
                  "eu-west-3",
                  "eu-north-1",
                  "eu-south-2"),
              "AP",
              List.of(
                  "ap-northeast-1",
                  "ap-northeast-2",
                  "ap-northeast-3",
                  "ap-south-1",
                  "ap-southeast-1")));

  private AwsLocations() {}

  /** Those that this build knows, in the order of their names. */
  public static List<String> known() {
    return KNOWN;
  }

  /** Whether AWS may have a region of this name, known here or not. */
  static boolean isForm(String location) {
    return FORM.matcher(location).matches();
  }

  /** Whether it is of another partition: China, GovCloud, and those that are apart. */
  static boolean isElsewhere(String location) {
    return ELSEWHERE.matcher(location).matches();
  }

  /** Why no region of AWS that this build can work in has this name; empty where one may. */
  public static Optional<String> refusal(String location) {
    if (KNOWN.contains(location) || isForm(location)) {
      return Optional.empty();
    }
    return Optional.of(
        isElsewhere(location)
            ? location
                + " is of another partition of AWS, where endpoints, Route 53 and ARNs differ: this"
                + " build works in partition aws only, as in eu-west-1"
            : "not what AWS calls a region, as in eu-west-1; found '" + location + "'");
  }

  /** The set in which a location keeps strongly consistent tables; empty if it keeps none. */
  static Optional<String> set(String location) {
    return SETS.entrySet().stream()
        .filter(set -> set.getValue().contains(location))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Every set with its locations, for people. */
  static String sets() {
    List<String> all = new ArrayList<>();
    SETS.forEach((name, locations) -> all.add(name + ": " + String.join(", ", locations)));
    return String.join("; ", all);
  }

  /**
   * Where the witness of a table with two replicas goes: it must be in their set, and in a third
   * location.
   *
   * @param preferred taken where one of them will do, because the fleet is there already
   * @return empty where the replicas are in no known set
   */
  public static Optional<String> witness(List<String> replicas, List<String> preferred) {
    return set(replicas.getFirst())
        .flatMap(
            name -> {
              List<String> free = new ArrayList<>(SETS.getOrDefault(name, List.of()));
              free.removeAll(replicas);
              return preferred.stream()
                  .filter(free::contains)
                  .findFirst()
                  .or(() -> free.stream().findFirst());
            });
  }
}
