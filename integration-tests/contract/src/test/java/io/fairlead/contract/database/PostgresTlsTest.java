package io.fairlead.contract.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.gateway.database.PostgresPlace;
import io.fairlead.gateway.database.PostgresPlace.Tls;
import io.fairlead.gateway.database.PostgresServer;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.SelfSigned;
import io.fairlead.port.Reading;
import io.fairlead.wiring.region.Drivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked over TLS, with certificates that this test has made. */
@NeedsParts(Part.POSTGRESQL)
final class PostgresTlsTest {
  private static final String PASSWORD = "a-password-of-the-test";
  private static final String UNDERSTOOD = "";

  @TempDir private static Path folder;

  private static PostgresProcess server;
  private static Certificate ours;
  private static Certificate another;
  private static Certificate elsewhere;

  /** A certificate, its key, and the PEM file that has the certificate alone. */
  private record Certificate(String pem, String key, Path file) {
    static Certificate of(String name, String below) throws IOException, GeneralSecurityException {
      KeyStore store = SelfSigned.store(Files.createDirectories(folder.resolve(below)), name);
      String pem = pem("CERTIFICATE", store.getCertificate(name).getEncoded());
      String key =
          pem("PRIVATE KEY", store.getKey(name, SelfSigned.PASSWORD.toCharArray()).getEncoded());
      return new Certificate(pem, key, Files.writeString(folder.resolve(below + ".pem"), pem));
    }

    private static String pem(String kind, byte[] bytes) {
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
      return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
    }
  }

  @BeforeAll
  static void start() throws IOException, SQLException, GeneralSecurityException {
    ours = Certificate.of("localhost", "ours");
    another = Certificate.of("localhost", "another");
    elsewhere = Certificate.of("db.elsewhere.example.com", "elsewhere");
    server = PostgresProcess.primary(PASSWORD);
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  /** Why the server was not read; empty where it was, over a connection encrypted like this. */
  private static String why(Tls tls, @Nullable Path ca, String encrypted) throws SQLException {
    PostgresPlace place =
        new PostgresPlace("localhost:" + server.port(), "postgres", "watcher", PASSWORD, tls, ca);
    try (PostgresServer asked =
        new PostgresServer(
            Drivers.of(place.url(), "postgresql").orElseThrow(), place, InstantSource.system())) {
      return switch (asked.look(Instant.now().plusSeconds(10))) {
        case Reading.Known<DatabaseSighting>(var seen) -> {
          assertThat(seen.writes()).isTrue();
          assertThat(server.encryption()).startsWith(encrypted);
          yield UNDERSTOOD;
        }
        case Reading.Unreadable<DatabaseSighting>(String why) -> {
          assertThat(why).doesNotContain(PASSWORD, "Exception");
          yield why;
        }
      };
    }
  }

  @Test
  void a_server_with_a_certificate_of_its_name_by_somebody_trusted_is_read()
      throws IOException, SQLException {
    server.encrypt(ours.pem(), ours.key());

    assertThat(why(Tls.VERIFY_FULL, ours.file(), "TLSv1.3")).isEqualTo(UNDERSTOOD);
    Path bundle = folder.resolve("bundle.pem");
    Files.writeString(bundle, "# as RDS publishes them\n" + another.pem() + ours.pem());
    assertThat(why(Tls.VERIFY_FULL, bundle, "TLSv1.3"))
        .as("one of several certificates of a file")
        .isEqualTo(UNDERSTOOD);
    assertThat(why(Tls.REQUIRE, null, "TLSv1.3")).as("whoever answers").isEqualTo(UNDERSTOOD);
  }

  @Test
  void a_server_whose_certificate_nobody_trusted_has_signed_is_not_read()
      throws IOException, SQLException {
    server.encrypt(ours.pem(), ours.key());
    String sentence =
        "PostgreSQL at localhost:%d shows a certificate that is not by those whom 'ca' names, or has expired"
            .formatted(server.port());

    assertThat(why(Tls.VERIFY_FULL, another.file(), "")).isEqualTo(sentence);
    assertThat(why(Tls.VERIFY_FULL, null, ""))
        .as("those whom Java trusts")
        .startsWith("PostgreSQL at localhost:" + server.port() + " shows a certificate that");
  }

  @Test
  void a_server_with_a_certificate_of_another_name_is_not_read() throws IOException, SQLException {
    server.encrypt(elsewhere.pem(), elsewhere.key());

    assertThat(why(Tls.VERIFY_FULL, elsewhere.file(), ""))
        .isEqualTo(
            "PostgreSQL at localhost:%d shows a certificate of another name than that in the url"
                .formatted(server.port()));
    assertThat(why(Tls.REQUIRE, null, "TLSv1.3")).isEqualTo(UNDERSTOOD);
  }

  @Test
  void a_server_that_speaks_no_tls_is_never_asked_in_the_clear_instead()
      throws IOException, SQLException {
    server.decrypt();

    for (Tls tls : new Tls[] {Tls.VERIFY_FULL, Tls.REQUIRE}) {
      assertThat(why(tls, ours.file(), ""))
          .isEqualTo(
              "PostgreSQL at localhost:%d speaks no TLS: set 'ssl' on there, or 'tls: disable' here"
                  .formatted(server.port()));
    }
    assertThat(why(Tls.DISABLE, null, "none")).isEqualTo(UNDERSTOOD);
  }

  @Test
  void a_server_that_wants_tls_says_so_to_who_comes_without() throws IOException, SQLException {
    server.encrypt(ours.pem(), ours.key());

    assertThat(why(Tls.DISABLE, null, ""))
        .isEqualTo(
            "PostgreSQL at localhost:%d does not let 'watcher' in in the clear: check 'tls', user, password and its pg_hba.conf"
                .formatted(server.port()));
  }

  @Test
  void a_file_of_certificates_that_is_missing_or_none_is_told_as_such()
      throws IOException, SQLException {
    server.encrypt(ours.pem(), ours.key());
    Path none = Files.writeString(folder.resolve("none.pem"), "no certificate");

    for (Path file : new Path[] {none, folder.resolve("missing.pem")}) {
      assertThat(why(Tls.VERIFY_FULL, file, ""))
          .isEqualTo(
              "PostgreSQL at localhost:%d was not asked: %s is no readable PEM file of certificates"
                  .formatted(server.port(), file));
    }
  }
}
