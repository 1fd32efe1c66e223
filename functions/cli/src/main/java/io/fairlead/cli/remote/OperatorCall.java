package io.fairlead.cli.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's request as JSON, turned into the words of the command line. */
final class OperatorCall {
  /** Verbs that write the register; break-glass needs neither register nor functions. */
  static final Set<String> VERBS =
      Set.of("activate", "drain", "failback", "failover", "freeze", "undrain", "unfreeze");

  private static final Set<String> WITHOUT_SUBJECT = Set.of("activate", "freeze", "unfreeze");
  private static final SequencedMap<String, String> OPTIONS = new LinkedHashMap<>();
  private static final SequencedMap<String, String> FLAGS = new LinkedHashMap<>();

  static {
    OPTIONS.put("reason", "--reason");
    OPTIONS.put("by", "--by");
    OPTIONS.put("to", "--to");
    OPTIONS.put("for", "--for");
    OPTIONS.put("without", "--without");
    FLAGS.put("acceptLoss", "--accept-loss");
    FLAGS.put("dryRun", "--dry-run");
  }

  private OperatorCall() {}

  /**
   * The arguments of {@code fairlead}.
   *
   * @param file the topology's file
   * @throws IllegalArgumentException one sentence where the request has another form
   */
  static List<String> arguments(byte[] request, String file) {
    JsonNode call = parsed(request);
    String verb = call.path("verb").asString("");
    if (!VERBS.contains(verb)) {
      throw new IllegalArgumentException(
          "'verb' is one of "
              + String.join(", ", VERBS.stream().sorted().toList())
              + "; found '"
              + verb
              + "'");
    }
    List<String> arguments = new ArrayList<>(List.of(verb, "-f", file, "-o", "json", "--yes"));
    for (Map.Entry<String, JsonNode> each : call.properties()) {
      add(verb, each.getKey(), each.getValue(), arguments);
    }
    return arguments;
  }

  private static JsonNode parsed(byte[] request) {
    try {
      return JsonMapper.shared().readTree(request);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the request is no JSON, as in {\"verb\": \"drain\", \"subject\": \"region/eu\"}", e);
    }
  }

  private static void add(String verb, String name, JsonNode value, List<String> arguments) {
    if (name.equals("verb")) {
      return;
    }
    if (name.equals("subject")
        && !WITHOUT_SUBJECT.contains(verb)
        && value.isString()
        && !value.asString().startsWith("-")) {
      arguments.add(value.asString());
    } else if (OPTIONS.containsKey(name) && value.isString()) {
      arguments.add(OPTIONS.get(name) + "=" + value.asString());
    } else if (FLAGS.containsKey(name) && value.isBoolean()) {
      if (value.booleanValue()) {
        arguments.add(FLAGS.get(name));
      }
    } else {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a part of a request to "
              + verb
              + ", or has another type; there are subject,"
              + " reason, by, to, for, without (texts), acceptLoss and dryRun (true or false)");
    }
  }
}
