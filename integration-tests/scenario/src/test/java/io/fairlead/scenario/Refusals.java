package io.fairlead.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cuts single paths to an HAProxy by source address, through its admin socket: no privileges, no
 * reload. A closed path accepts and closes at once; a silent one takes the request and says
 * nothing.
 */
record Refusals(Path folder, String gateway) {
  /** How a path is cut. */
  enum Cut {
    CLOSED,
    SILENT;

    String file() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Nobody is refused at first. */
  static void files(Path folder, String gateway) {
    try {
      for (Cut cut : Cut.values()) {
        Files.writeString(folder.resolve(gateway + "." + cut.file()), "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts the path from an address. */
  void cut(Cut how, String source) {
    tell("add acl " + list(how) + " " + source);
  }

  /** Mends every path. */
  void mend() {
    for (Cut cut : Cut.values()) {
      tell("clear acl " + list(cut));
    }
  }

  private String list(Cut how) {
    return folder.resolve(gateway + "." + how.file()).toString();
  }

  private void tell(String command) {
    var socket = UnixDomainSocketAddress.of(folder.resolve(gateway + ".sock"));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(socket);
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        // Read to the end: then the command has been carried out.
      }
      String said = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
      if (!said.isBlank()) {
        throw new IllegalStateException(command + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
