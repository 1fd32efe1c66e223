package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Tree;

/** A secret in the file itself is read by everybody who reads the file. */
final class SecretRules {
  private SecretRules() {}

  static void check(Declared declared) {
    walk(declared, declared.root().entries());
    Tree.Leaf token = declared.root().section("state").leaf("token");
    if (token != null && !token.replaced() && isLiteral(token.written())) {
      tell(declared, token);
    }
  }

  /** Whether nobody has warned of it yet. */
  private static boolean isLiteral(String written) {
    return Secrets.literal(written) && !Secrets.looksSecret(written);
  }

  /** The version of a vault's key is long and opaque, and opens nothing. */
  private static boolean isKeysVersion(String written) {
    return KeyPlace.VAULT.matcher(written).matches();
  }

  private static void walk(Declared declared, Tree tree) {
    switch (tree) {
      case Tree.Leaf leaf -> {
        if (Secrets.looksSecret(leaf.written()) && !isKeysVersion(leaf.written())) {
          tell(declared, leaf);
        }
      }
      case Tree.Items items -> items.items().forEach(item -> walk(declared, item));
      case Tree.Entries entries ->
          entries
              .entries()
              .forEach(
                  (key, entry) -> {
                    walk(declared, entry.value());
                    named(declared, key, entry.value());
                  });
    }
  }

  private static void named(Declared declared, String key, Tree value) {
    if (value instanceof Tree.Leaf leaf
        && (leaf.place().path().contains(".callers.")
            || (leaf.place().path().contains(".headers.") && Secrets.secretHeader(key)))
        && Secrets.literal(leaf.written())
        && !leaf.replaced()) {
      tell(declared, leaf);
    }
  }

  private static void tell(Declared declared, Tree.Leaf leaf) {
    declared.warning(
        leaf.place(),
        "looks like a secret in the file: keep it outside, as in ${NAME} or ${file:PATH}");
  }
}
