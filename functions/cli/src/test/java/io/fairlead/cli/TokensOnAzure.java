package io.fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/** Writes tokens in tables into the starter of Azure. */
final class TokensOnAzure {
  private TokensOnAzure() {}

  /**
   * Puts the section at the end of a topology's file.
   *
   * @param own table of each region that has tokens, as written
   */
  static void into(Path file, String store, SortedMap<String, String> own) throws IOException {
    StringBuilder tokens =
        new StringBuilder("tokens:\n  issuer: https://t.example.com\n  store: {table: {")
            .append(store)
            .append("}}\n  regions:\n");
    own.forEach(
        (region, table) ->
            tokens.append(
                """
                    %1$s:
                      audience: https://%1$s.example.com
                      table: {%2$s}
                      keys: {k: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=}
                      boxes: [{key: %1$s, public: "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=", file: keys/%1$s.box}]
                      sign: [{key: k, file: keys/%1$s.pem}]
                """
                    .formatted(region, table)));
    Files.writeString(file, Files.readString(file) + tokens);
  }
}
