package io.fairlead.contract.database;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of PostgreSQL with its data in a folder: a primary, or a replica of another one. */
final class PostgresProcess implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final long SECONDS = 30;

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
