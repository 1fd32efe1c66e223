package io.fairlead.wiring.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A published topology with one random change.
 *
 * @param seed what the change is made from
 * @param change what it is, for people
 */
record Mutant(long seed, String change, String text) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "X Y",
          "5s",
          "-1s",
          "200-299",
          "EU",
          "eu-west",
          "a.b.test",
          "10.0.0.1",
          "127.0.0.1:80",
          "act",
          "true");
  private static final List<Long> NUMBERS =
      List.of(0L, -1L, 1L, 7L, 99L, 100L, 101L, 65_535L, 65_536L, 10_000_001L, 99_999_999_999L);

  /** A place in a container. */
  private record Spot(String path, JsonNode container, String key, int index) {
    JsonNode value() {
      return key.isEmpty() ? container.get(index) : container.get(key);
    }

    void set(JsonNode value) {
      if (container instanceof ObjectNode object) {
        object.set(key, value);
      } else if (container instanceof ArrayNode array) {
        array.set(index, value);
      }
    }

    void remove() {
      if (container instanceof ObjectNode object) {
        object.remove(key);
      } else if (container instanceof ArrayNode array) {
        array.remove(index);
      }
    }
  }

  static Mutant of(long seed) {
    Random random = new Random(seed);
    String name = Examples.NAMES.get(random.nextInt(Examples.NAMES.size()));
    JsonNode root = YAML.readTree(Examples.text(name));
    List<Spot> spots = new ArrayList<>();
    collect("", root, spots);
    String change = name + " " + change(spots.get(random.nextInt(spots.size())), random);
    return new Mutant(seed, change, YAML.writeValueAsString(root));
  }

  private static void collect(String path, JsonNode node, List<Spot> spots) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                String at = path + "/" + entry.getKey();
                spots.add(new Spot(at, object, entry.getKey(), -1));
                collect(at, entry.getValue(), spots);
              });
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        spots.add(new Spot(path + "/" + i, array, "", i));
        collect(path + "/" + i, array.get(i), spots);
      }
    }
  }

  private static String change(Spot spot, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> {
        spot.remove();
        yield "delete " + spot.path();
      }
      case 1 -> rename(spot, random);
      case 2 -> extra(spot, random);
      case 3 -> twice(spot);
      case 4 -> misspell(spot, random);
      case 5 -> replaced(spot, wrongType(random));
      case 6 -> replaced(spot, NODES.numberNode(NUMBERS.get(random.nextInt(NUMBERS.size()))));
      default -> replaced(spot, NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size()))));
    };
  }

  private static String replaced(Spot spot, JsonNode value) {
    spot.set(value);
    return "set " + spot.path() + " to " + value;
  }

  private static JsonNode wrongType(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> NODES.objectNode();
      case 1 -> NODES.arrayNode();
      case 2 -> NODES.nullNode();
      case 3 -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.arrayNode().add(NODES.objectNode().put("x", 1));
    };
  }

  private static String rename(Spot spot, Random random) {
    if (!(spot.container() instanceof ObjectNode object)) {
      return misspell(spot, random);
    }
    String key = random.nextBoolean() ? spot.key() + "x" : spot.key().substring(1);
    JsonNode value = spot.value();
    object.remove(spot.key());
    object.set(key, value);
    return "rename " + spot.path() + " to " + key;
  }

  private static String extra(Spot spot, Random random) {
    JsonNode value = spot.value();
    ObjectNode into =
        value instanceof ObjectNode object
            ? object
            : spot.container() instanceof ObjectNode object ? object : NODES.objectNode();
    String key = List.of("x", "port", "name", "mode", "Zone_1").get(random.nextInt(5));
    into.put(key, random.nextInt(70_000));
    return "add " + key + " at " + spot.path();
  }

  private static String twice(Spot spot) {
    if (spot.container() instanceof ArrayNode array) {
      array.add(spot.value().deepCopy());
      return "repeat " + spot.path();
    }
    if (spot.container() instanceof ObjectNode object) {
      object.set(spot.key() + "-2", spot.value().deepCopy());
    }
    return "repeat " + spot.path() + " as another key";
  }

  private static String misspell(Spot spot, Random random) {
    String text = spot.value().isContainer() ? "word" : spot.value().asString();
    int at = random.nextInt(text.length() + 1);
    return replaced(spot, NODES.stringNode(text.substring(0, at) + "q" + text.substring(at)));
  }
}
