package io.fairlead.wiring.topology;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a private key is that manifests are signed with. */
public sealed interface KeyPlace {
  /** Keys of KMS by their ARN: an alias could lead to a key that nobody trusts. */
  Pattern KMS =
      Pattern.compile(
          "arn:aws[a-z-]{0,12}:kms:([a-z]{2,3}(?:-[a-z0-9]{1,16}){2,4}):[0-9]{12}:key/[A-Za-z0-9-]{1,64}");

  /** Versions of keys in a vault of Azure: what signs must not change with the vault's newest. */
  Pattern VAULT =
      Pattern.compile(
          "https://(?:[A-Za-z0-9-]{3,24}\\.(?:vault\\.azure\\.net|vault\\.azure\\.cn|vault\\.usgovcloudapi\\.net|managedhsm\\.azure\\.net)|localhost:[0-9]{1,5})/keys/[A-Za-z0-9-]{1,127}/[0-9a-f]{32}");

  /** For people, and the same for the same key. */
  String text();

  /** A PEM file with an Ed25519 key. */
  record File(Path path) implements KeyPlace {
    @Override
    public String text() {
      return "file:" + path;
    }
  }

  /** A key of AWS's KMS, ECC_NIST_P256. */
  record Kms(String arn) implements KeyPlace {
    /** Where it is, as in {@code eu-west-1}. */
    public String location() {
      Matcher parts = KMS.matcher(arn);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no ARN of a key: " + arn);
      }
      return parts.group(1);
    }

    @Override
    public String text() {
      return "kms:" + arn;
    }
  }

  /** A version of a key of Azure's Key Vault, P-256. */
  record Vault(URI key) implements KeyPlace {
    @Override
    public String text() {
      return "keyvault:" + key;
    }
  }

  /**
   * Reads a place as an operator types it.
   *
   * @param folder what relative paths start from
   * @throws IllegalArgumentException with a sentence for people
   */
  static KeyPlace parse(String text, Path folder) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "file" -> new File(folder.resolve(rest).toAbsolutePath());
      case "kms" -> new Kms(checked(KMS, rest, text));
      case "keyvault" -> new Vault(URI.create(checked(VAULT, rest, text)));
      default -> throw none(text);
    };
  }

  private static String checked(Pattern form, String rest, String text) {
    if (!form.matcher(rest).matches()) {
      throw none(text);
    }
    return rest;
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(
        "expected kms:arn:aws:kms:LOCATION:ACCOUNT:key/ID,"
            + " keyvault:https://VAULT.vault.azure.net/keys/NAME/VERSION or file:PATH, found '"
            + text
            + "'");
  }
}
