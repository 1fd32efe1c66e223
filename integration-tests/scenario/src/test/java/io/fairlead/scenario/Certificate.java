package io.fairlead.scenario;

import io.fairlead.parts.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate for one name, as gateways read it. */
record Certificate(Path certificate, Path key, Path both) {
  static Certificate of(Path folder, String name) {
    try {
      KeyStore keys = SelfSigned.store(folder, name);
      String certificate = pem("CERTIFICATE", keys.getCertificate(name).getEncoded());
      String key =
          pem("PRIVATE KEY", keys.getKey(name, SelfSigned.PASSWORD.toCharArray()).getEncoded());
      return new Certificate(
          Files.writeString(folder.resolve(name + ".crt"), certificate),
          Files.writeString(folder.resolve(name + ".key"), key),
          Files.writeString(folder.resolve(name + ".pem"), certificate + key));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + name, e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }
}
