package io.fairlead.quorum.sim;

import java.util.ArrayList;
import java.util.List;

/** What clients asked and what they were told, in the order of its moments. */
final class History {
  private final List<Call> calls = new ArrayList<>();
  private long moments;

  /** A call that has begun; unknown until it is told otherwise. */
  Call begin(long expected, String id) {
    Call call = new Call(expected, id, ++moments);
    calls.add(call);
    return call;
  }

  int count(Operation.Kind kind) {
    return (int) calls.stream().filter(call -> call.operation.kind() == kind).count();
  }

  /** One number for the whole history: equal schedules have equal ones. */
  int hash() {
    return operations().hashCode();
  }

  /** What must be explained: everything but reads that failed. */
  List<Operation> operations() {
    return calls.stream()
        .map(call -> call.operation)
        .filter(o -> o.kind() != Operation.Kind.UNKNOWN || o.expected() != Call.READ)
        .toList();
  }

  /** One call and what is known of it. */
  final class Call {
    private static final long READ = -1;

    private Operation operation;

    private Call(long expected, String id, long began) {
      operation = new Operation(Operation.Kind.UNKNOWN, began, Long.MAX_VALUE - 1, expected, 0, id);
    }

    void end(Operation.Kind kind, long version, String id) {
      operation =
          new Operation(kind, operation.began(), ++moments, operation.expected(), version, id);
    }
  }

  /** A read that has begun. */
  Call beginRead() {
    return begin(Call.READ, "");
  }

  /** The clients that are gone end their calls here. */
  void end(Call call) {
    if (call.operation.ended() == Long.MAX_VALUE - 1) {
      call.end(Operation.Kind.UNKNOWN, 0, call.operation.id());
    }
  }
}
