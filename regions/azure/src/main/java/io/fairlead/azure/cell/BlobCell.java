package io.fairlead.azure.cell;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell in one blob: a first line with its version, then the value, as cells in S3 have it. A
 * write names the ETag of the blob that it replaces.
 */
public final class BlobCell implements CasCell {
  private static final Pattern HEAD = Pattern.compile("fairlead-cell version=([1-9][0-9]{0,17})");
  private static final int LONGEST_HEAD = 64;

  private final BlobObjects blobs;
  private final String location;
  private final String name;

  /**
   * The cell in a blob. Nothing is connected yet.
   *
   * @param location of the account, as in {@code westeurope}: its failure domain
   */
  public BlobCell(BlobObjects blobs, String location, String name) {
    this.blobs = blobs;
    this.location = location;
    this.name = name;
  }

  /** Name of a fleet's cell in each of its containers. */
  public static String name(String fleet) {
    return "cell/" + fleet;
  }

  @Override
  public CellRead read(Instant deadline) {
    return get(deadline).read();
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    Read now = get(deadline);
    return switch (now.read()) {
      case CellRead.Unknown(String why) -> new CellCas.Unknown(why);
      case CellRead.Empty empty when expected != 0 -> new CellCas.Conflict(empty);
      case CellRead.Value value when value.version() != expected -> new CellCas.Conflict(value);
      case CellRead.Empty _, CellRead.Value _ ->
          switch (blobs.put(name, body(expected + 1, next), now.etag(), deadline)) {
            case Put.Done _ -> new CellCas.Ok(expected + 1);
            case Put.Changed _ -> new CellCas.Conflict(read(deadline));
            case Put.Failed(String why) -> new CellCas.Unknown(why);
          };
    };
  }

  @Override
  public String failureDomain() {
    return "azure/" + location;
  }

  /** An answer with the ETag to name in a write; null = there is no blob. */
  private record Read(CellRead read, @Nullable String etag) {}

  private Read get(Instant deadline) {
    return switch (blobs.get(name, deadline)) {
      case Got.Absent _ -> new Read(new CellRead.Empty(), null);
      case Got.Failed(String why) -> new Read(new CellRead.Unknown(why), null);
      case Got.There(byte[] bytes, String etag) -> new Read(value(bytes), etag);
    };
  }

  private CellRead value(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && end < LONGEST_HEAD && bytes[end] != '\n') {
      end++;
    }
    Matcher head = HEAD.matcher(new String(bytes, 0, end, StandardCharsets.US_ASCII));
    return head.matches()
        ? new CellRead.Value(
            Long.parseLong(head.group(1)),
            Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length))
        : new CellRead.Unknown(
            "blob "
                + name
                + " of "
                + blobs.store().name()
                + " is not a cell: its first line is not 'fairlead-cell version=N'");
  }

  private static byte[] body(long version, byte[] value) {
    byte[] head = ("fairlead-cell version=" + version + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = Arrays.copyOf(head, head.length + value.length);
    System.arraycopy(value, 0, body, head.length, value.length);
    return body;
  }
}
