package io.fairlead.emulators.azure;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.parts.Demand;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.SelfSigned;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service of Azurite as a process, blobs as a rule: one is one region's storage account. */
public final class Azurite implements AutoCloseable {
  /** Of the account that every Azurite has; the key is the one that its manual prints. */
  public static final String ACCOUNT = "devstoreaccount1";

  public static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final int REGIONS = 3;
  private static final long READY_SECONDS = 60;
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final List<Azurite> SHARED = new ArrayList<>();
  private static @Nullable Azurite tables;

  private final Process process;
  private final int port;
  private final Path log;

  private Azurite(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Three that all classes of this process share: each test takes containers of its own. */
  public static synchronized List<Azurite> three() {
    Demand.of(Part.AZURITE);
    if (SHARED.isEmpty()) {
      SHARED.addAll(start(REGIONS, List.of()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> SHARED.forEach(Azurite::close)));
    }
    return List.copyOf(SHARED);
  }

  /** As many more, with options of the command line; they are up when it returns. */
  static List<Azurite> start(int count, List<String> options) {
    return start(count, options, Map.of());
  }

  /** A table service that all classes of this process share: each test takes a table of its own. */
  public static synchronized Azurite tables() {
    Demand.of(Part.AZURITE);
    Azurite running = tables;
    if (running == null) {
      try {
        running = started("table", List.of(), Map.of());
        running.awaitReady();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      tables = running;
    }
    return running;
  }

  /** One with accounts of its own, all with the key of the manual. */
  public static Azurite with(List<String> accounts) {
    return start(1, List.of(), accounts(accounts)).getFirst();
  }

  /**
   * One over TLS at {@code localhost} that takes tokens, too, as accounts in Azure do.
   *
   * @param key as {@code SelfSigned} makes it
   */
  public static Azurite overTls(List<String> accounts, Path key) {
    List<String> options =
        List.of("--oauth", "basic", "--cert", key.toString(), "--pwd", SelfSigned.PASSWORD);
    return start(1, options, accounts(accounts)).getFirst();
  }

  private static Map<String, String> accounts(List<String> accounts) {
    return Map.of(
        "AZURITE_ACCOUNTS",
        accounts.stream().map(name -> name + ":" + KEY).collect(Collectors.joining(";")));
  }

  private static List<Azurite> start(
      int count, List<String> options, Map<String, String> environment) {
    Demand.of(Part.AZURITE);
    List<Azurite> started = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        started.add(started("blob", options, environment));
      }
      for (Azurite each : started) {
        each.awaitReady();
      }
      return started;
    } catch (IOException e) {
      started.forEach(Azurite::close);
      throw new UncheckedIOException(e);
    }
  }

  private static Azurite started(
      String service, List<String> options, Map<String, String> environment) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path folder = Workspace.scratch("azurite");
    Path log = folder.resolve("azurite.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                program(service).toString(),
                "--silent",
                "--inMemoryPersistence",
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--" + service + "Host",
                "127.0.0.1",
                "--" + service + "Port",
                Integer.toString(port)));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new Azurite(process, port, log);
  }

  /** The other services' programs lie beside that of blobs. */
  private static Path program(String service) {
    Path installed = Parts.program(Part.AZURITE).getParent().getParent();
    return installed.resolve(Path.of("node_modules", ".bin", "azurite-" + service));
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new IOException("Azurite was not ready in " + READY_SECONDS + " s, see " + log);
  }

  /** Where it answers. */
  public int port() {
    return port;
  }

  /** Its account, reached by its key. */
  public StorageAccount account() {
    return account(port);
  }

  /** Its account behind another port. */
  static StorageAccount account(int port) {
    return new StorageAccount(
        ACCOUNT, URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT), new AccountKey(KEY));
  }

  /** A container that no other test has. */
  public BlobStore newContainer(String region) {
    BlobStore store = new BlobStore(region, account(), name(region));
    clients().container(store.account(), store.container()).create();
    return store;
  }

  /** A name that no other test has. */
  static String name(String kind) {
    return kind + "-" + NAMES.incrementAndGet();
  }

  /** Clients as a function has them. */
  public static AzureClients clients() {
    return clients(InstantSource.system());
  }

  /** Clients by another clock. */
  static AzureClients clients(InstantSource clock) {
    return new AzureClients(new AzureAccess(AzureIdentity.of(Map.of(), null, clock), clock));
  }

  /** A store's blobs. */
  static BlobObjects objects(BlobStore store) {
    return new BlobObjects(clients(), store);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
