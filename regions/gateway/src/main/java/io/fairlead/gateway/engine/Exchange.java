package io.fairlead.gateway.engine;

import io.fairlead.fleet.Check;
import io.fairlead.gateway.http.ResponseReader;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What is said on an open connection, and what that comes to. */
sealed interface Exchange {
  /** The exchange of one attempt. */
  static Exchange of(ProbePlan plan) {
    ByteBuffer request = plan.request();
    return switch (plan.order().check()) {
      case Check.Tcp _ -> new Opens("connected");
      case Check.Tls _ -> new Opens("TLS handshake done");
      case Check.Http http when request != null ->
          new Asks(request.duplicate(), new ResponseReader(http));
      case Check.Http http -> throw new IllegalArgumentException(http.path());
    };
  }

  /** The end, if opening was all that was wanted. */
  Optional<AttemptEnd> opened();

  /** What is left to send. */
  ByteBuffer request();

  /** Takes bytes of the answer; the end, once they tell. */
  Optional<AttemptEnd> received(ByteBuffer bytes);

  /** The end, given that the server closed. */
  AttemptEnd closed();

  /**
   * Whether to close by RST. After a request and its answer both sides know that all is said, and a
   * reset leaves no TIME_WAIT on either. A bare connection is closed by FIN: some engines log or
   * count a reset before the first byte as an error.
   */
  boolean closesByReset();

  /** Whether a request follows as soon as the connection is open. */
  default boolean speaksFirst() {
    return request().hasRemaining();
  }

  /** Opening is all. */
  record Opens(String detail) implements Exchange {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @Override
    public Optional<AttemptEnd> opened() {
      return Optional.of(AttemptEnd.passed(detail));
    }

    @Override
    public ByteBuffer request() {
      return NOTHING;
    }

    @Override
    public Optional<AttemptEnd> received(ByteBuffer bytes) {
      return opened();
    }

    @Override
    public AttemptEnd closed() {
      return AttemptEnd.passed(detail);
    }

    @Override
    public boolean closesByReset() {
      return false;
    }
  }

  /** A request and its answer. */
  record Asks(ByteBuffer request, ResponseReader answer) implements Exchange {
    @Override
    public Optional<AttemptEnd> opened() {
      return Optional.empty();
    }

    @Override
    public Optional<AttemptEnd> received(ByteBuffer bytes) {
      return answer.received(bytes).map(Asks::end);
    }

    @Override
    public AttemptEnd closed() {
      return end(answer.closed());
    }

    @Override
    public boolean closesByReset() {
      return true;
    }

    private static AttemptEnd end(ResponseReader.Judged judged) {
      return switch (judged) {
        case ResponseReader.Judged.Passed passed -> AttemptEnd.passed(passed.detail());
        case ResponseReader.Judged.Failed failed -> AttemptEnd.failed(failed.detail());
      };
    }
  }
}
