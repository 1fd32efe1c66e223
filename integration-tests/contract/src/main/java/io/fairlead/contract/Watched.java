package io.fairlead.contract;

import io.fairlead.port.BlobStream;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Reading;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bucket beside which somebody else writes: after a list, or once an object's first piece was
 * read. Objects that are opened are counted.
 */
final class Watched {
  /** What somebody does. */
  interface Deed {
    void run() throws Exception;
  }

  final AtomicInteger opened = new AtomicInteger();
  private final Deque<Deed> afterLists = new ArrayDeque<>();
  private final Deque<Deed> afterPieces = new ArrayDeque<>();

  /** What is done after the next list, the one after it, and so on. */
  Watched afterLists(Deed... deeds) {
    afterLists.addAll(java.util.List.of(deeds));
    return this;
  }

  /** What is done once a piece was read. */
  Watched afterPiece(Deed deed) {
    afterPieces.add(deed);
    return this;
  }

  /** The same bucket. */
  ObjectBucket over(ObjectBucket bucket) {
    return (ObjectBucket)
        Proxy.newProxyInstance(
            ObjectBucket.class.getClassLoader(),
            new Class<?>[] {ObjectBucket.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(bucket, arguments);
                if (method.getName().equals("list")) {
                  done(afterLists);
                }
                return method.getName().equals("openAs") ? counted(answer) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void done(Deque<Deed> deeds) throws Exception {
    Deed next = deeds.poll();
    if (next != null) {
      next.run();
    }
  }

  private Object counted(Object answer) {
    opened.incrementAndGet();
    if (!(answer instanceof Reading.Known<?>(BlobStream stream))) {
      return answer;
    }
    return new Reading.Known<BlobStream>(
        new BlobStream() {
          @Override
          public int read(byte[] into) {
            int read = stream.read(into);
            try {
              done(afterPieces);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
            return read;
          }

          @Override
          public void close() {
            stream.close();
          }
        });
  }
}
