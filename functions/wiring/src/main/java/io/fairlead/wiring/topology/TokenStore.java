package io.fairlead.wiring.topology;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where pages of tokens are kept. */
public sealed interface TokenStore {
  /** For people, and the same for the same place. */
  String text();

  /** A folder of a disk. */
  record Folder(Path path) implements TokenStore {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /**
   * A table of DynamoDB.
   *
   * @param location of its endpoint, as in {@code eu-west-1}
   */
  record Dynamo(String location, String table) implements TokenStore {
    @Override
    public String text() {
      return "table " + table + " of DynamoDB in " + location;
    }
  }

  /**
   * A table of a storage account of Azure.
   *
   * @param endpoint of the account's tables
   * @param key null = by an identity
   */
  record Table(String account, String table, String endpoint, @Nullable Secret key)
      implements TokenStore {
    @Override
    public String text() {
      return "table " + table + " of " + account + " at " + endpoint;
    }
  }
}
