package io.fairlead.contract.cell;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.local.cell.BoundedHttp;
import io.fairlead.local.cell.CellHandler;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.local.cell.HttpCell;
import io.fairlead.quorum.CasCell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class HttpCellContractTest extends RacedCellContract {
  private final InstantSource clock = InstantSource.system();
  private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(20), clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server = HttpServer.create();

  @TempDir Path folder;

  HttpCellContractTest() throws IOException {}

  @BeforeEach
  void serve() throws IOException {
    CasCell cell = FolderCell.open(folder.resolve("cell"), "eu-west", clock);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/cell", new CellHandler(cell, clock));
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
    threads.close();
  }

  @Override
  protected CasCell open() {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/cell");
    return new HttpCell(uri, "eu-west", http);
  }
}
