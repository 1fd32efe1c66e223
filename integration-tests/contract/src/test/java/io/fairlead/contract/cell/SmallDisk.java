package io.fairlead.contract.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of 256 KiB in memory; only root can have one. */
public final class SmallDisk implements AutoCloseable {
  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  /** Whether this user may mount one. */
  public static boolean isAllowed() throws IOException {
    Path probe = Files.createTempDirectory("small-disk");
    try {
      boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", probe.toString());
      return mounted && run("umount", probe.toString());
    } finally {
      Files.delete(probe);
    }
  }

  public static SmallDisk mount(Path at) throws IOException {
    Files.createDirectories(at);
    assertThat(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", at.toString())).isTrue();
    return new SmallDisk(at);
  }

  /** From now on nothing can be written to it. */
  public void makeReadOnly() throws IOException {
    assertThat(run("mount", "-o", "remount,ro", at.toString())).isTrue();
  }

  @Override
  public void close() throws IOException {
    assertThat(run("umount", at.toString())).isTrue();
  }

  private static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + String.join(" ", command), e);
    }
    return process.exitValue() == 0;
  }
}
