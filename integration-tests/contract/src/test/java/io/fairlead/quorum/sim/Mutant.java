package io.fairlead.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The quorum register compiled from its own source with one planted bug, and played. */
final class Mutant {
  private static final String PACKAGE = "io.fairlead.quorum.";
  private static final String SOURCES = "router-core/src/main/java/io/fairlead/quorum";

  private Mutant() {}

  /** The first violation in so many seeds; null = the bug survives. */
  static @Nullable String play(PlantedBug bug, long seeds, Path classes) throws Exception {
    if (!bug.file().isEmpty()) {
      compile(bug, classes);
    }
    Class<?> campaign = new Loader(classes).loadClass(PACKAGE + "sim.Campaign");
    try {
      return (String)
          campaign
              .getMethod("firstViolation", long.class, String.class)
              .invoke(null, seeds, bug.variant().name());
    } catch (InvocationTargetException e) {
      return "the register failed: " + e.getCause();
    }
  }

  private static void compile(PlantedBug bug, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options =
        List.of("-d", classes.toString(), "-proc:none", "-nowarn", "-cp", classPath);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      compiler.getTask(null, files, problems, options, null, List.of(source(bug))).call();
    }
    assertThat(problems.getDiagnostics())
        .filteredOn(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
  }

  /** The one source that the bug is in; all others are taken as they are compiled. */
  private static JavaFileObject source(PlantedBug bug) throws IOException {
    String name = bug.file() + ".java";
    String text = Files.readString(Workspace.top().resolve(SOURCES).resolve(name));
    assertThat(text.split(Pattern.quote(bug.right()), -1))
        .as("'%s' occurs once in %s", bug.right(), name)
        .hasSize(2);
    return new Source(name, text.replace(bug.right(), bug.wrong()));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///io/fairlead/quorum/" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Loads the mutant's classes, and the simulation's own once more against them. */
  private static final class Loader extends ClassLoader {
    private final Path classes;

    Loader(Path classes) {
      super(Mutant.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith(PACKAGE) ? own(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      Path mutated = classes.resolve(file);
      try (InputStream in =
          Files.exists(mutated) ? Files.newInputStream(mutated) : getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
