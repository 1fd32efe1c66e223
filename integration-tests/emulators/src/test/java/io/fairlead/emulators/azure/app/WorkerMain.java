package io.fairlead.emulators.azure.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Stands in for the platform's Java worker, and does with the package what that does: a class
 * loader over the jar and the folder {@code lib} beside it, its own class path with the library's
 * types as the parent, an object made for each call, parameters bound by the names in
 * function.json.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-java-worker">azure-functions-java-worker</a>
 */
public final class WorkerMain {
  private final Map<String, Loaded> functions = new TreeMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final DataOutputStream answers;
  private final ClassLoader loader;

  private record Loaded(String name, Method method, List<String> bindings) {}

  private WorkerMain(ClassLoader loader, DataOutputStream answers) {
    this.loader = loader;
    this.answers = answers;
  }

  /**
   * Loads functions and calls them as its input asks.
   *
   * @param arguments the jar, then {@code name=entryPoint=binding,binding} of each function
   */
  public static void main(String[] arguments) throws Exception {
    DataOutputStream answers = new DataOutputStream(System.out);
    // What the functions print is no answer.
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    WorkerMain worker = new WorkerMain(loader(Path.of(arguments[0])), answers);
    for (int i = 1; i < arguments.length; i++) {
      worker.load(arguments[i].split("=", 3));
    }
    worker.serve(new DataInputStream(System.in));
    System.exit(0);
  }

  private static ClassLoader loader(Path jar) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
    try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
      for (Path each : libraries.sorted().toList()) {
        urls.add(each.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new));
  }

  private void load(String[] function) throws ReflectiveOperationException {
    int dot = function[1].lastIndexOf('.');
    Class<?> type = Class.forName(function[1].substring(0, dot), true, loader);
    List<Method> methods =
        Stream.of(type.getMethods())
            .filter(method -> method.getName().equals(function[1].substring(dot + 1)))
            .toList();
    if (methods.size() != 1) {
      throw new NoSuchMethodException(function[1] + " is there " + methods.size() + " times");
    }
    functions.put(
        function[0], new Loaded(function[0], methods.getFirst(), List.of(function[2].split(","))));
  }

  private void serve(DataInputStream in) throws IOException {
    try {
      while (true) {
        int call = in.readInt();
        Loaded function = functions.get(in.readUTF());
        String headers = in.readUTF();
        byte[] data = in.readNBytes(in.readInt());
        WorkerRequest request =
            new WorkerRequest(headers, new String(data, StandardCharsets.UTF_8));
        threads.execute(() -> answer(call, function, request));
      }
    } catch (EOFException over) {
      // The host is gone.
    }
  }

  private void answer(int call, Loaded function, WorkerRequest request) {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Object made = function.method().getDeclaringClass().getConstructor().newInstance();
      Object result = function.method().invoke(made, arguments(function, request));
      if (result instanceof HttpResponseMessage response) {
        send(call, response.getStatusCode(), String.valueOf(response.getBody()));
      } else {
        send(call, 200, "");
      }
    } catch (InvocationTargetException e) {
      send(call, 500, String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException | RuntimeException e) {
      send(call, 500, String.valueOf(e));
    }
  }

  private static Object[] arguments(Loaded function, WorkerRequest request) {
    List<Object> arguments = new ArrayList<>();
    for (Parameter parameter : function.method().getParameters()) {
      if (parameter.getType() == ExecutionContext.class) {
        arguments.add(new Context(function.name()));
      }
      for (Annotation annotation : parameter.getAnnotations()) {
        switch (annotation) {
          case TimerTrigger timer -> arguments.add(bound(function, timer.name(), request.text()));
          case HttpTrigger http -> arguments.add(bound(function, http.name(), request));
          default -> throw new IllegalStateException("nothing is bound by " + annotation);
        }
      }
    }
    return arguments.toArray();
  }

  private static Object bound(Loaded function, String name, Object value) {
    if (!function.bindings().contains(name)) {
      throw new IllegalStateException("function.json binds nothing to " + name);
    }
    return value;
  }

  private void send(int call, int status, String body) {
    synchronized (answers) {
      try {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        answers.writeInt(call);
        answers.writeInt(status);
        answers.writeInt(bytes.length);
        answers.write(bytes);
        answers.flush();
      } catch (IOException gone) {
        System.exit(1);
      }
    }
  }

  /** A call's context, whose log lines go to the host. */
  private record Context(String name) implements ExecutionContext {
    private static final Logger LOG = Logger.getLogger("function");

    static {
      LOG.setUseParentHandlers(false);
      LOG.addHandler(
          new Handler() {
            @Override
            public void publish(LogRecord line) {
              System.err.println(line.getMessage());
            }

            @Override
            public void flush() {
              System.err.flush();
            }

            @Override
            public void close() {
              flush();
            }
          });
    }

    @Override
    public Logger getLogger() {
      return LOG;
    }

    @Override
    public String getInvocationId() {
      return "test";
    }

    @Override
    public String getFunctionName() {
      return name;
    }
  }
}
