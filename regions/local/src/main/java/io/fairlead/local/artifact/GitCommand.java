package io.fairlead.local.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The {@code git} of this machine, over one repository; it reads and never asks a person. */
final class GitCommand {
  private static final int NO_SUCH_REVISION = 1;
  private static final int MAX_LISTING = 256 << 20;
  private static final int MAX_SENTENCE = 4096;

  private final Path repository;

  GitCommand(Path repository) {
    this.repository = repository;
  }

  /** The first line of an answer; empty where git says that there is no such thing. */
  String line(String... arguments) throws IOException {
    Process process = started(arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = code(process);
    if (code != 0 && code != NO_SUCH_REVISION) {
      throw failed(process);
    }
    return text.strip();
  }

  /** The parts of an answer that end with a zero each. */
  List<String> entries(String... arguments) throws IOException {
    Process process = started(arguments);
    byte[] all = process.getInputStream().readNBytes(MAX_LISTING);
    if (all.length == MAX_LISTING) {
      process.destroy();
      throw new IOException("git " + arguments[0] + " lists more than " + MAX_LISTING + " bytes");
    }
    if (code(process) != 0) {
      throw failed(process);
    }
    return Stream.of(new String(all, StandardCharsets.UTF_8).split("\0"))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** An answer, read in pieces; closing it ends the process. */
  InputStream stream(String... arguments) throws IOException {
    Process process = started(arguments);
    return new Answer(process);
  }

  /** What a process writes; an end that it did not mean is no end. */
  private static final class Answer extends FilterInputStream {
    private final Process process;

    Answer(Process process) {
      super(process.getInputStream());
      this.process = process;
    }

    @Override
    public int read() throws IOException {
      return meant(super.read());
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return meant(super.read(into, from, length));
    }

    private int meant(int read) throws IOException {
      if (read < 0 && code(process) != 0) {
        throw failed(process);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      super.close();
      process.destroy();
    }
  }

  /** Contents by their ids. */
  GitObjects objects() throws IOException {
    return new GitObjects(begun("cat-file", "--batch"));
  }

  private Process started(String... arguments) throws IOException {
    Process process = begun(arguments);
    process.getOutputStream().close();
    return process;
  }

  private Process begun(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("git", "--no-replace-objects", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException("a set from Git needs the command 'git' on this machine", e);
    }
  }

  private static int code(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    }
  }

  private static IOException failed(Process process) throws IOException {
    String said =
        new String(process.getErrorStream().readNBytes(MAX_SENTENCE), StandardCharsets.UTF_8);
    return new IOException("git says: " + said.lines().findFirst().orElse("nothing"));
  }
}
