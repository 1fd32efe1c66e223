package io.fairlead.gateway.http;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.StatusRange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges one HTTP answer while it arrives, within fixed bounds, keeping at most one header line.
 */
public final class ResponseReader {
  /** Status line and headers together, interim answers included. */
  public static final int MAX_HEAD_BYTES = 16_384;

  private static final int MAX_INTERIM = 8;
  private static final int MAX_QUOTED = 40;

  private final Check.Http check;
  private final LineReader lines = new LineReader(MAX_HEAD_BYTES);
  private final @Nullable BodyMatch match;
  private ResponseHead head = new ResponseHead();
  private @Nullable BodyReader body;
  private int interim;
  private int bodyBytes;

  /** What the answer came to. */
  public sealed interface Judged {
    /** As expected. */
    record Passed(String detail) implements Judged {}

    /** Not as expected, in words for people. */
    record Failed(String detail) implements Judged {}
  }

  /** A reader for one answer to {@code check}. */
  public ResponseReader(Check.Http check) {
    this.check = check;
    this.match = check.bodyContains() == null ? null : new BodyMatch(check.bodyContains());
  }

  /** Takes the next bytes; empty while the answer is neither right nor wrong yet. */
  public Optional<Judged> received(ByteBuffer bytes) {
    try {
      while (body == null) {
        Optional<String> line = lines.next(bytes);
        if (line.isEmpty()) {
          return Optional.empty();
        }
        if (head.line(line.get())) {
          Optional<Judged> early = headEnded();
          if (early.isPresent()) {
            return early;
          }
        }
      }
      body.feed(bytes, this::bodyByte);
      return bodyJudged(body.complete() || bodyBytes >= check.maxBytes());
    } catch (Malformed broken) {
      return Optional.of(new Judged.Failed(broken.phrase()));
    }
  }

  /** The server closed its side. */
  public Judged closed() {
    if (body == null) {
      return new Judged.Failed("server closed before it answered");
    }
    if (!body.endsWithConnection()) {
      return new Judged.Failed("answer ended inside its body");
    }
    return bodyJudged(true).orElseThrow();
  }

  private Optional<Judged> headEnded() throws Malformed {
    int status = head.status();
    if (status < 200 && status != 101) {
      if (++interim > MAX_INTERIM) {
        throw new Malformed("answer has more than " + MAX_INTERIM + " interim statuses");
      }
      head = new ResponseHead();
      return Optional.empty();
    }
    if (check.statuses().stream().noneMatch(range -> range.contains(status))) {
      return Optional.of(
          new Judged.Failed("status " + status + ", expected " + text(check.statuses())));
    }
    boolean bodiless =
        check.method().equals("HEAD") || status == 101 || status == 204 || status == 304;
    if (bodiless || check.maxBytes() == 0) {
      return bodyJudged(true);
    }
    body = new BodyReader(head);
    return Optional.empty();
  }

  private boolean bodyByte(byte next) {
    bodyBytes++;
    return (match != null && match.feed(next)) || bodyBytes >= check.maxBytes();
  }

  private Optional<Judged> bodyJudged(boolean ended) {
    if (match == null ? ended : match.found()) {
      return Optional.of(new Judged.Passed("status " + head.status()));
    }
    return ended ? Optional.of(new Judged.Failed(missing())) : Optional.empty();
  }

  private String missing() {
    String wanted = String.valueOf(check.bodyContains());
    String quoted = wanted.length() <= MAX_QUOTED ? wanted : wanted.substring(0, MAX_QUOTED) + "…";
    return "\"" + quoted + "\" is not in the first " + bodyBytes + " bytes of the body";
  }

  private static String text(List<StatusRange> statuses) {
    return statuses.stream().map(StatusRange::toString).collect(Collectors.joining(", "));
  }
}
