package io.fairlead.quorum;

import io.fairlead.port.Codec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of a cell's item: {@code FLQ}, format, promised, accepted, version, operation, value,
 * CRC-32C of all before it. Numbers are big-endian.
 */
public final class AcceptorCodec implements Codec<Acceptor> {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 1;

  /** Largest item in bytes: a full value, the longest operation id in UTF-8, and the stamp. */
  public static final int MAX_ITEM = Stamped.MAX_BYTES + 3 * Stamped.MAX_OPERATION + 80;

  private static final byte[] MAGIC = {'F', 'L', 'Q'};
  private static final int HEAD = MAGIC.length + 1;
  private static final int BALLOT = 3 * Long.BYTES;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int FIXED =
      HEAD + 2 * BALLOT + Long.BYTES + Short.BYTES + Integer.BYTES + CHECKSUM;

  @Override
  public byte[] encode(Acceptor item) {
    byte[] operation = item.value().operation().getBytes(StandardCharsets.UTF_8);
    byte[] value = item.value().bytes();
    ByteBuffer out = ByteBuffer.allocate(FIXED + operation.length + value.length);
    out.put(MAGIC).put((byte) FORMAT);
    put(out, item.promised());
    put(out, item.accepted());
    out.putLong(item.value().version());
    out.putShort((short) operation.length).put(operation);
    out.putInt(value.length).put(value);
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  @Override
  public Acceptor decode(byte[] bytes) {
    checkHead(bytes);
    int end = bytes.length - CHECKSUM;
    if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
      throw new IllegalArgumentException(
          "the cell's item of " + bytes.length + " bytes is damaged: its checksum does not match");
    }
    try {
      return body(ByteBuffer.wrap(bytes, HEAD, end - HEAD));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the cell's item is cut off", e);
    }
  }

  private static void checkHead(byte[] bytes) {
    if (bytes.length < HEAD || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException(
          "the cell holds " + bytes.length + " bytes that are no item of a Fairlead quorum");
    }
    if (bytes[MAGIC.length] != FORMAT) {
      throw new IllegalArgumentException(
          "the cell's item has format "
              + bytes[MAGIC.length]
              + ", this Fairlead reads format "
              + FORMAT
              + ": a newer Fairlead wrote it, upgrade this one");
    }
    if (bytes.length < FIXED || bytes.length > MAX_ITEM) {
      throw new IllegalArgumentException(
          "the cell's item has " + bytes.length + " bytes, not " + FIXED + " to " + MAX_ITEM);
    }
  }

  private static Acceptor body(ByteBuffer in) {
    Ballot promised = ballot(in);
    Ballot accepted = ballot(in);
    long version = in.getLong();
    String operation = new String(take(in, in.getShort()), StandardCharsets.UTF_8);
    byte[] value = take(in, in.getInt());
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(
          "the cell's item has " + in.remaining() + " bytes too many");
    }
    return new Acceptor(promised, accepted, new Stamped(version, operation, value));
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  private static void put(ByteBuffer out, Ballot ballot) {
    out.putLong(ballot.counter()).putLong(ballot.high()).putLong(ballot.low());
  }

  private static Ballot ballot(ByteBuffer in) {
    return new Ballot(in.getLong(), in.getLong(), in.getLong());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
