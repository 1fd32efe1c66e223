package io.fairlead.gateway.kong;

import io.fairlead.artifact.Placeholders;
import io.fairlead.artifact.RegionValues;
import io.fairlead.artifact.UnknownValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What gateways take of a declarative file, so that what they would refuse is not published. Issued
 * tokens are refused whoever takes it: a store is no place for them.
 *
 * @param reader makes a tree of YAML or JSON, or throws an IllegalArgumentException with a sentence
 * @param gateways that get it
 */
public record KongCheck(Function<String, JsonNode> reader, List<Gateway> gateways) {
  /** Of {@code kong/db/schema/others/declarative_config.lua}. */
  private static final Set<String> FORMATS = Set.of("1.1", "2.1", "3.0");

  public KongCheck {
    gateways = List.copyOf(gateways);
  }

  /**
   * Who gets the file.
   *
   * @param database whether it has one, so that entities are brought one by one
   * @param values what the region puts into it
   */
  public record Gateway(String region, boolean database, RegionValues values) {}

  /** Why a file is not for all of them; empty = it is. */
  Optional<String> objection(byte[] content) {
    if (content.length > KongFile.MAX_CONFIG) {
      return Optional.of("more than " + KongFile.MAX_CONFIG + " bytes are no configuration");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return general(reader.apply(text)).or(() -> refused(content));
    } catch (CharacterCodingException _) {
      return Optional.of("it is no text in UTF-8");
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> general(JsonNode tree) {
    String format = tree.path("_format_version").asString("");
    if (!FORMATS.contains(format)) {
      return Optional.of(
          format.isEmpty()
              ? "no declarative file of Kong: it has no _format_version"
              : "_format_version '%s': Kong knows \"1.1\", \"2.1\" and \"3.0\"".formatted(format));
    }
    int issued = issued(tree);
    return issued == 0
        ? Optional.empty()
        : Optional.of(
            "it holds %d live oauth2 tokens or codes, which are of the gateway that issued them: take them out, or export with 'deck gateway dump', which leaves them out"
                .formatted(issued));
  }

  private Optional<String> refused(byte[] content) {
    for (Gateway gateway : gateways) {
      Optional<String> why = refused(gateway, content);
      if (why.isPresent()) {
        return why.map(text -> text + ", and " + gateway.region() + " could not take it");
      }
    }
    return Optional.empty();
  }

  private Optional<String> refused(Gateway gateway, byte[] content) {
    try {
      JsonNode tree =
          reader.apply(
              new String(Placeholders.replaced(content, gateway.values()), StandardCharsets.UTF_8));
      return gateway.database() ? undeclared(tree) : DatabaseOnly.in(tree);
    } catch (UnknownValue unknown) {
      return Optional.of(unknown.sentence());
    }
  }

  private static Optional<String> undeclared(JsonNode tree) {
    try {
      KongDeclaration.of(tree);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Tokens and codes, at whatever depth. */
  private static int issued(JsonNode node) {
    int found = 0;
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      found +=
          KongDeclaration.ISSUED.contains(each.getKey())
              ? each.getValue().size()
              : issued(each.getValue());
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        found += issued(item);
      }
    }
    return found;
  }
}
