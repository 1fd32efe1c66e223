package io.fairlead.local.artifact;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contents of a repository, one after the other, by one process: {@code git cat-file --batch}. One
 * for each file takes most of a publish where there are thousands. Not for use by two threads.
 *
 * @see <a href="https://git-scm.com/docs/git-cat-file#_batch_output">Batch output</a>
 */
final class GitObjects implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  /** An id, a type and a length; what is longer is something else. */
  private static final int MAX_HEAD = 256;

  private final Process process;
  private final InputStream answers;
  private @Nullable Content last;

  GitObjects(Process process) {
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream(), PIECE);
  }

  /**
   * A content by its id, to be read before the next is asked for.
   *
   * @throws IOException where the repository does not have it
   */
  InputStream open(String object) throws IOException {
    if (last != null) {
      last.skipRest();
    }
    OutputStream asked = process.getOutputStream();
    asked.write((object + "\n").getBytes(StandardCharsets.US_ASCII));
    asked.flush();
    // ID TYPE LENGTH, or ID missing
    String[] head = head().split(" ");
    if (head.length != 3 || !head[0].equals(object) || !head[1].equals("blob")) {
      throw new IOException("git says: " + String.join(" ", head));
    }
    Content content = new Content(Long.parseLong(head[2]));
    last = content;
    return content;
  }

  private String head() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0 || line.length() == MAX_HEAD) {
        throw new IOException("git ended amid an answer: " + line);
      }
      line.append((char) next);
    }
    return line.toString();
  }

  /** What is left of an answer's content; a line's end follows it. */
  private final class Content extends InputStream {
    private long left;
    private boolean ended;

    Content(long length) {
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, into.length);
      if (left == 0) {
        end();
        return -1;
      }
      int read = answers.read(into, from, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("git ended amid a content");
      }
      left -= read;
      return read;
    }

    private void end() throws IOException {
      if (!ended) {
        ended = true;
        if (answers.read() != '\n') {
          throw new IOException("git's answer does not end where it says");
        }
      }
    }

    private void skipRest() throws IOException {
      byte[] piece = new byte[PIECE];
      while (read(piece, 0, PIECE) >= 0) {
        // Nobody wants it.
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
