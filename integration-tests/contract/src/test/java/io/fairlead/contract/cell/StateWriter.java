package io.fairlead.contract.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import io.fairlead.local.history.HistoryResource;
import io.fairlead.local.history.PageStore;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The state of an edge as {@code fairlead edge} keeps it: one file that is replaced, as a zone's
 * and the holders' are, and pages of archived history. As a process it writes a page and then the
 * file, and says which versions were acknowledged.
 */
final class StateWriter {
  private static final int FILL = 20_000;

  private final StateFile file;
  private final HistoryResource pages;

  /** Opens the state in a folder. */
  StateWriter(Path folder) {
    file = new StateFile(folder.resolve("zone-demo.test.state"), owner("zone:demo.test"));
    pages = new HistoryResource(new PageStore(folder.resolve("history"), owner("history")));
  }

  /** Writes so many versions: {@code folder count}. */
  public static void main(String[] args) throws IOException {
    StateWriter state = new StateWriter(Path.of(args[0]));
    for (int left = Integer.parseInt(args[1]); left > 0; left--) {
      long version = state.turn();
      // One call of the system for each line, so that a kill falls between two of them.
      System.out.write(("acknowledged " + version + "\n").getBytes(UTF_8));
      System.out.flush();
    }
  }

  /** Writes the next version, its page first; which one it was. */
  long turn() throws IOException {
    long version = version() + 1;
    Reply kept = ask("PUT", name(version), content(version));
    if (kept.status() > 201) {
      throw new IOException("page " + version + ": " + new String(kept.body(), UTF_8));
    }
    file.write(content(version));
    return version;
  }

  /** The version in the file, which is whole; 0 where there is none. */
  long version() throws IOException {
    byte[] found = file.read().orElse(null);
    if (found == null) {
      return 0;
    }
    String text = new String(found, UTF_8);
    long version = Long.parseLong(text.substring("version ".length(), text.indexOf('\n')));
    if (!text.equals(new String(content(version), UTF_8))) {
      throw new IOException("not what version " + version + " is: " + text.length() + " bytes");
    }
    return version;
  }

  /** What is answered for a version's page. */
  Reply page(long version) {
    return ask("GET", name(version), new byte[0]);
  }

  /** The list of pages as an edge tells it. */
  String list() {
    return new String(
        pages.answer(new Request("GET", List.of("history"), new Headers(), new byte[0])).body(),
        UTF_8);
  }

  private Reply ask(String method, String page, byte[] body) {
    return pages.answer(new Request(method, List.of("history", page), new Headers(), body));
  }

  /** What every writer writes as a version, into its page and into the file. */
  static byte[] content(long version) {
    return ("version " + version + "\n" + "x".repeat(FILL)).getBytes(UTF_8);
  }

  /** The name of a version's page. */
  static String name(long version) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content(version));
      return "%015d-%s".formatted(version, HexFormat.of().formatHex(digest).substring(0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StateHeader.Owner owner(String kind) {
    return new StateHeader.Owner("demo", "eu-west", kind);
  }
}
