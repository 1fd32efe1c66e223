package io.fairlead.emulators.twin.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Route 53 refuses in a zone's content. */
final class ZoneRules {
  private static final int MOST_WEIGHTED = 100;
  private static final int MOST_TTL = Integer.MAX_VALUE;
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private ZoneRules() {}

  static List<String> problems(Zone zone, List<Batch.Item> items, LoadBalancers balancers) {
    List<String> problems = new ArrayList<>();
    for (Batch.Item item : items) {
      if (!item.action().equals("DELETE")) {
        values(item.set(), problems);
        RecordSet.Alias alias = item.set().alias();
        if (alias != null) {
          problems.addAll(balancers.problems(zone, item.set(), alias));
        }
      }
    }
    zone.byName().forEach((name, types) -> names(zone, name, types, problems));
    return problems;
  }

  private static void names(
      Zone zone, String name, Map<String, List<RecordSet>> types, List<String> problems) {
    if (types.containsKey("CNAME") && (types.size() > 1 || name.equals(zone.name()))) {
      problems.add(
          "RRSet of type CNAME with DNS name " + name + " is not permitted as it conflicts");
    }
    types.forEach(
        (type, sets) -> {
          long weighted = sets.stream().filter(set -> set.setIdentifier() != null).count();
          if (weighted > 0 && weighted < sets.size()) {
            problems.add(
                "RRSet with DNS name "
                    + name
                    + ", type "
                    + type
                    + " cannot be created as a non-weighted set exists with the same name and"
                    + " type");
          }
          if (weighted > MOST_WEIGHTED) {
            problems.add(name + " has " + weighted + " weighted record sets, more than 100");
          }
        });
  }

  private static void values(RecordSet set, List<String> problems) {
    if ((set.setIdentifier() == null) != (set.weight() == null)) {
      problems.add("Missing field 'SetIdentifier' or 'Weight' in " + set.text());
    }
    if (set.alias() == null && (set.ttl() == null || set.values().isEmpty())) {
      problems.add("Missing field 'TTL' or 'ResourceRecords' in " + set.text());
    }
    if (set.ttl() != null && (set.ttl() < 0 || set.ttl() > MOST_TTL)) {
      problems.add("Invalid TTL in " + set.text());
    }
    for (String value : set.values()) {
      boolean fits =
          switch (set.type()) {
            case "A" -> IPV4.matcher(value).matches();
            case "AAAA" -> IPV6.matcher(value).matches();
            case "TXT" -> value.startsWith("\"") && value.endsWith("\"");
            default -> !value.isEmpty();
          };
      if (!fits) {
        problems.add(
            "Invalid Resource Record: '%s' is not a value of type %s".formatted(value, set.type()));
      }
    }
  }
}
