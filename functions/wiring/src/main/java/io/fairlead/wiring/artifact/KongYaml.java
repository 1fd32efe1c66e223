package io.fairlead.wiring.artifact;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads declarative files of Kong, which are YAML 1.2 or JSON. */
public final class KongYaml {
  private static final int MAX_CHARACTERS = 64 << 20;
  private static final int MAX_ALIASES = 100;

  private KongYaml() {}

  /**
   * The file's tree.
   *
   * @throws IllegalArgumentException with a sentence for people, where it is neither
   */
  public static JsonNode read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      return JsonMapper.shared().valueToTree(new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          "neither YAML nor JSON: " + message.lines().findFirst().orElse(""), e);
    }
  }
}
