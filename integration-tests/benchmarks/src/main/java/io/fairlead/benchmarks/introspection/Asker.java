package io.fairlead.benchmarks.introspection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks an endpoint as fast as it answers, one question at a time on each of some connections that
 * stay open, and counts answers by what they say. In a process of its own, so that its time is not
 * the endpoint's.
 */
public final class Asker {
  private static final byte[] ACTIVE = "\"active\":true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Asker() {}

  /** Arguments: port, path, user:secret, connections, seconds, and a file of tokens as input. */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress at = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    int connections = Integer.parseInt(arguments[3]);
    long nanos = Long.parseLong(arguments[4]) * 1_000_000_000L;
    List<byte[]> questions = new ArrayList<>();
    for (String token :
        new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList()) {
      questions.add(question(arguments[1], arguments[2], token));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> running = new ArrayList<>();
      long end = System.nanoTime() + nanos;
      for (int i = 0; i < connections; i++) {
        int first = i;
        running.add(threads.submit(() -> ask(at, questions, first, end)));
      }
      long[] all = new long[2];
      for (Future<long[]> each : running) {
        all[0] += each.get()[0];
        all[1] += each.get()[1];
      }
      System.out.println(all[0] + " " + all[1]);
    }
  }

  private static byte[] question(String path, String credential, String token) {
    String body = "token=" + token;
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(
            path,
            Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8)),
            body.length(),
            body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** How many were answered, and how many of them with active. */
  private static long[] ask(InetSocketAddress at, List<byte[]> questions, int first, long end)
      throws IOException {
    long[] counts = new long[2];
    byte[] answer = new byte[1 << 16];
    try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      for (int i = first; System.nanoTime() < end; i++) {
        socket.getOutputStream().write(questions.get(i % questions.size()));
        int length = answer(in, answer);
        counts[0]++;
        counts[1] += find(answer, length, ACTIVE) >= 0 ? 1 : 0;
      }
    }
    return counts;
  }

  private static int answer(InputStream in, byte[] into) throws IOException {
    int length = 0;
    while (true) {
      int read = in.read(into, length, into.length - length);
      if (read < 0) {
        throw new IOException("the endpoint hung up");
      }
      length += read;
      int head = find(into, length, HEAD_END);
      if (head >= 0 && length >= head + HEAD_END.length + bodyLength(into, head)) {
        return length;
      }
    }
  }

  private static int bodyLength(byte[] answer, int head) {
    String text = new String(answer, 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = text.indexOf("content-length:");
    int end = text.indexOf('\r', at);
    return Integer.parseInt(text.substring(at + 15, end < 0 ? text.length() : end).strip());
  }

  private static int find(byte[] in, int length, byte[] what) {
    for (int i = 0; i <= length - what.length; i++) {
      int j = 0;
      while (j < what.length && in[i + j] == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }
}
