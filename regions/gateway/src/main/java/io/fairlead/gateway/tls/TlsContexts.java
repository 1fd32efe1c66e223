package io.fairlead.gateway.tls;

import io.fairlead.fleet.TlsExpectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts by trust and client certificate, read again when a file of theirs changes. */
public final class TlsContexts {
  /** Contexts kept; a fleet needs one a distinct set of files. */
  private static final int MAX_KEPT = 64;

  private static final char[] IN_MEMORY = new char[0];

  /** The files a context is made of, each with its time of change. */
  private record Source(
      @Nullable Stamped trust, @Nullable Stamped certificate, @Nullable Stamped key) {}

  private record Stamped(Path file, FileTime changed) {}

  private final Map<Source, SSLContext> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, SSLContext> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /** A context that is at hand and still fits its files; looks at times of change only. */
  public synchronized Optional<SSLContext> ready(TlsExpectation expectation) {
    try {
      return Optional.ofNullable(kept.get(source(expectation)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Reads the files where needed and makes the context.
   *
   * @throws IOException a file is missing or holds something else; the message is for people and
   *     holds no key material
   */
  public synchronized SSLContext load(TlsExpectation expectation) throws IOException {
    Source source = source(expectation);
    SSLContext known = kept.get(source);
    if (known != null) {
      return known;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(source), trust(source), null);
      kept.put(source, context);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("certificates or key do not fit: " + e.getMessage(), e);
    }
  }

  private static Source source(TlsExpectation expectation) throws IOException {
    return new Source(
        stamped(expectation.trust()),
        stamped(expectation.clientCertificate()),
        stamped(expectation.clientKey()));
  }

  private static @Nullable Stamped stamped(@Nullable String file) throws IOException {
    if (file == null) {
      return null;
    }
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new IOException("no file " + file);
    }
    return new Stamped(path, Files.getLastModifiedTime(path));
  }

  private static TrustManager @Nullable [] trust(Source source)
      throws IOException, GeneralSecurityException {
    if (source.trust() == null) {
      return null;
    }
    KeyStore store = empty();
    List<X509Certificate> authorities = Pem.certificates(source.trust().file());
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(Source source)
      throws IOException, GeneralSecurityException {
    if (source.certificate() == null || source.key() == null) {
      return null;
    }
    KeyStore store = empty();
    List<Certificate> chain = new ArrayList<>(Pem.certificates(source.certificate().file()));
    store.setKeyEntry(
        "client", Pem.key(source.key().file()), IN_MEMORY, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    return store;
  }
}
