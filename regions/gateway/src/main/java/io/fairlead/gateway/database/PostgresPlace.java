package io.fairlead.gateway.database;

import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a server of PostgreSQL answers, and as whom it is asked.
 *
 * @param address HOST:PORT
 * @param password empty = none
 * @param ca PEM file of those who may have signed its certificate; null = those whom Java trusts
 */
public record PostgresPlace(
    String address, String database, String user, String password, Tls tls, @Nullable Path ca) {
  /** Whether and how far the server's certificate is looked at. */
  public enum Tls {
    /** Encrypted; its certificate is of somebody trusted, for the host's name. */
    VERIFY_FULL,
    /** Encrypted, with whoever answers. */
    REQUIRE,
    /** In the clear. */
    DISABLE
  }

  /** The URL that drivers take, without user and password. */
  public String url() {
    return "jdbc:postgresql://" + address + "/" + database;
  }

  /** For people, without a secret. */
  String text() {
    return "PostgreSQL at " + address;
  }

  /** As <a href="https://jdbc.postgresql.org/documentation/use/">pgJDBC</a> names them. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "fairlead");
    properties.setProperty("readOnly", "true");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty(
        "sslmode", tls.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    if (ca != null) {
      properties.setProperty("sslrootcert", ca.toString());
    } else if (tls == Tls.VERIFY_FULL) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    return properties;
  }

  @Override
  public String toString() {
    return text();
  }
}
