package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of tokens that {@code region.json} makes in a region's storage account.
 *
 * @param own name of the table with the region's own tokens; empty = it has none there
 * @param store name of the table of all feeds; empty = it is elsewhere
 * @param users regions in Azure whose functions read and write the store; none where it is
 *     elsewhere
 * @param keys key files of the region's tokens
 */
record AccountTables(String own, String store, List<String> users, List<Path> keys) {
  AccountTables {
    users = List.copyOf(users);
    keys = List.copyOf(keys);
  }

  /** Those of a region of Azure. */
  static AccountTables of(AzureStacks stacks, String region) {
    Topology topology = stacks.topology();
    String account = Objects.requireNonNull(stacks.scopes().get(region)).storage().account();
    Tokens.@Nullable TokenRegion declared = topology.tokens().regions().get(region);
    String store = in(topology.tokens().store(), account);
    return new AccountTables(
        declared == null ? "" : in(declared.own(), account),
        store,
        store.isEmpty() ? List.of() : users(stacks),
        declared == null ? List.of() : TokenFiles.of(declared).all());
  }

  /** Regions in Azure that tokens are declared for. */
  static List<String> users(AzureStacks stacks) {
    return stacks.scopes().keySet().stream()
        .filter(stacks.topology().tokens().regions()::containsKey)
        .toList();
  }

  private static String in(@Nullable TokenStore place, String account) {
    return place instanceof TokenStore.Table table && table.account().equals(account)
        ? table.table()
        : "";
  }

  /** Why the templates make no such tables, one sentence; empty where they do. */
  static Optional<String> objection(AzureStacks stacks) {
    Tokens tokens = stacks.topology().tokens();
    Stream<Optional<String>> own =
        users(stacks).stream()
            .map(
                region ->
                    objection(
                        stacks,
                        Objects.requireNonNull(tokens.regions().get(region)).own(),
                        "tokens.regions." + region,
                        region));
    Stream<Optional<String>> all =
        tokens.store() == null
            ? own
            : Stream.concat(
                Stream.of(objection(stacks, tokens.store(), "tokens.store", null)), own);
    return all.flatMap(Optional::stream).findFirst();
  }

  /** A table in an account that nobody here makes is its owner's to grant. */
  private static Optional<String> objection(
      AzureStacks stacks, TokenStore place, String key, @Nullable String of) {
    if (!(place instanceof TokenStore.Table(var account, _, var endpoint, var secret))) {
      return Optional.empty();
    }
    Optional<String> at =
        stacks.scopes().entrySet().stream()
            .filter(each -> each.getValue().storage().account().equals(account))
            .map(java.util.Map.Entry::getKey)
            .findFirst();
    if (at.isEmpty()) {
      return Optional.empty();
    }
    if (of != null && !at.get().equals(of)) {
      return Optional.of(
          "'%s.table' is in account '%s', which is that of region %s: name region %s's own, whose functions alone may use it."
              .formatted(key, account, at.get(), of));
    }
    String made = "https://" + account + ".table.core.windows.net";
    if (!endpoint.equals(made)) {
      return Optional.of(
          "the tables of '%s' are at %s, and those of the account that the template makes at %s: leave '%s.table.endpoint' out."
              .formatted(key, endpoint, made, key));
    }
    return secret == null
        ? Optional.empty()
        : Optional.of(
            "the account '%s' that the template makes takes no key: leave '%s.table.key' out, and functions use their identity."
                .formatted(account, key));
  }
}
