package io.fairlead.contract.database;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of PostgreSQL with its data in a folder: a primary, or a replica of another one. */
final class PostgresProcess implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final long SECONDS = 30;
  private static final String IN_THE_CLEAR = "hostnossl all watcher 127.0.0.1/32 reject\n";

  private final Path home;
  private final int port;

  private PostgresProcess(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** A primary with a user {@code watcher}, whom a password lets in. */
  static PostgresProcess primary(String password) throws IOException, SQLException {
    Path folder = folder();
    PostgresProcess server = new PostgresProcess(folder.resolve("data"), freePort());
    run(
        program("initdb"),
        "-D",
        server.home.toString(),
        "-U",
        SUPERUSER,
        "-A",
        "trust",
        "--no-sync");
    Path access = server.home.resolve("pg_hba.conf");
    Files.writeString(
        access, "host all watcher 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
    server.start();
    server.run("create role watcher login password '" + password + "'");
    server.run("grant pg_monitor to watcher");
    server.run("create table orders (id int)");
    return server;
  }

  /**
   * Speaks TLS from now on with this certificate, and lets the watcher in by it alone, as RDS does
   * where {@code rds.force_ssl} is on.
   */
  void encrypt(String certificate, String key) throws IOException, SQLException {
    own("server.crt", certificate);
    own("server.key", key);
    decrypt();
    Path access = home.resolve("pg_hba.conf");
    Files.writeString(access, IN_THE_CLEAR + Files.readString(access));
    run("alter system set ssl = on");
    reload();
  }

  /** Speaks no TLS from now on, and lets the watcher in without. */
  void decrypt() throws IOException, SQLException {
    Path access = home.resolve("pg_hba.conf");
    Files.writeString(access, Files.readString(access).replace(IN_THE_CLEAR, ""));
    run("alter system set ssl = off");
    reload();
  }

  /** New connections have what the files say now. */
  private void reload() throws IOException, SQLException {
    String loaded = "select pg_conf_load_time()::text";
    String before = answer(loaded);
    run("select pg_reload_conf()");
    Instant end = Instant.now().plusSeconds(SECONDS);
    while (answer(loaded).equals(before)) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("the server does not read its files anew");
      }
    }
  }

  /** The server reads a key only where it is its own and nobody else may read it. */
  private void own(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
    if (isRoot()) {
      run("chown", SUPERUSER, file.toString());
    }
  }

  /** How the watcher's connections are encrypted, as in {@code TLSv1.3}; empty = there is none. */
  String encryption() throws SQLException {
    return answer(
        "select coalesce(s.version, 'none') from pg_stat_ssl s join pg_stat_activity a"
            + " using (pid) where a.usename = 'watcher'");
  }

  /** The first answer to a question of the superuser's over a new connection; empty = none. */
  private String answer(String question) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, "");
        Statement one = connection.createStatement();
        ResultSet found = one.executeQuery(question)) {
      return found.next() ? found.getString(1) : "";
    }
  }

  /** A replica that streams from this server under a name. */
  PostgresProcess replica(String name) throws IOException {
    PostgresProcess server = new PostgresProcess(folder().resolve("data"), freePort());
    run(
        program("pg_basebackup"),
        "-d",
        "host=127.0.0.1 port=" + port + " user=" + SUPERUSER + " application_name=" + name,
        "-D",
        server.home.toString(),
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "--no-sync");
    server.start();
    return server;
  }

  int port() {
    return port;
  }

  void start() throws IOException {
    if (isRunning()) {
      return;
    }
    control(
        "-l",
        home.resolveSibling("log").toString(),
        "-o",
        "-p "
            + port
            + " -h 127.0.0.1 -k "
            + home.getParent()
            + " -c fsync=off -c shared_buffers=4MB -c autovacuum=off -c wal_keep_size=1GB"
            + " -c statement_timeout=10s -c wal_retrieve_retry_interval=100ms",
        "start");
  }

  void stop() throws IOException {
    control("-m", "immediate", "stop");
  }

  /** Streams from another server from now on; null = from nobody. */
  void follow(@Nullable PostgresProcess other, String name) throws SQLException {
    String from =
        other == null
            ? ""
            : "host=127.0.0.1 port=" + other.port + " user=postgres application_name=" + name;
    run("alter system set primary_conninfo = '" + from + "'");
    run("select pg_reload_conf()");
  }

  void promote() throws IOException {
    control("promote");
  }

  /** A statement of the superuser's that is replicated to nobody before it returns. */
  void run(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, "");
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  /** A write that returns once the replica that was declared synchronous has done what is said. */
  void write(String until) throws SQLException {
    run("set synchronous_commit = " + until + "; insert into orders values (1)");
  }

  @Override
  public void close() throws IOException {
    if (isRunning()) {
      stop();
    }
    Workspace.delete(home.getParent());
  }

  private void control(String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(program("pg_ctl"), "-D", home.toString(), "-w"));
    command.addAll(List.of(more));
    run(command.toArray(String[]::new));
  }

  private boolean isRunning() {
    return Files.exists(home.resolve("postmaster.pid"));
  }

  /** The server refuses to run as root: Debian's package has a user for it. */
  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("fairlead-postgres");
    if (isRoot()) {
      run("chown", SUPERUSER, folder.toString());
    }
    return folder;
  }

  private static String program(String name) throws IOException {
    return Parts.program(Part.POSTGRESQL).toRealPath().resolveSibling(name).toString();
  }

  private static void run(String... command) throws IOException {
    List<String> all = new ArrayList<>();
    if (isRoot() && !command[0].equals("chown")) {
      all.addAll(List.of("runuser", "-u", SUPERUSER, "--"));
    }
    all.addAll(List.of(command));
    Path said = Files.createTempFile("fairlead-postgres", ".out");
    Process process =
        new ProcessBuilder(all)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + ": " + Files.readString(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
