package io.fairlead.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and what it signed, made by the running JDK's keytool. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final Path store;

  Certificates(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("all.p12");
    keytool("authority", "-dname", "CN=Test authority", "-ext", "bc:c", "-validity", "3650");
  }

  /** A certificate for a name, valid from a time such as {@code -10d} for some days. */
  Certificates signed(String alias, String name, String start, int days) {
    keytool(
        alias,
        "-dname",
        "CN=" + alias,
        "-signer",
        "authority",
        "-ext",
        "san=" + name,
        "-startdate",
        start,
        "-validity",
        String.valueOf(days));
    return this;
  }

  /** A certificate that only itself vouches for. */
  Certificates selfSigned(String alias, String name) {
    keytool(alias, "-dname", "CN=" + alias, "-ext", "san=" + name, "-validity", "90");
    return this;
  }

  /** PEM file of a certificate. */
  String certificate(String alias) throws IOException, GeneralSecurityException {
    return pem(alias, "CERTIFICATE", load().getCertificate(alias).getEncoded());
  }

  /** PEM file of a key, PKCS#8. */
  String key(String alias) throws IOException, GeneralSecurityException {
    return pem(alias, "PRIVATE KEY", load().getKey(alias, PASSWORD).getEncoded());
  }

  /** A server's context that shows one certificate and trusts the authority's clients. */
  SSLContext serving(String alias) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    Certificate[] chain = load().getCertificateChain(alias);
    own.setKeyEntry("server", load().getKey(alias, PASSWORD), PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("authority", load().getCertificate("authority"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, PASSWORD);
    }
    return all;
  }

  private String pem(String alias, String kind, byte[] bytes) throws IOException {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getMimeEncoder(64, lineEnd).encodeToString(bytes);
    Path file = folder.resolve(alias + "-" + kind.replace(' ', '-') + ".pem");
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    return file.toString();
  }

  private void keytool(String alias, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-alias", alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
