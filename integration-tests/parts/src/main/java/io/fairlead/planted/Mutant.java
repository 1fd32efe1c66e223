package io.fairlead.planted;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The project's classes loaded once more, with some sources edited. Everything below {@code
 * io.fairlead} is loaded anew, so that nothing is shared with the code as it is.
 */
public final class Mutant extends ClassLoader {
  private static final String OURS = "io.fairlead.";
  private static final List<String> NOT_PLAYED =
      List.of("io.fairlead.planted.", "io.fairlead.parts.");
  private static final String ROOT = "src/main/java/";

  private final Path classes;

  private Mutant(Path classes) {
    super(Mutant.class.getClassLoader());
    this.classes = classes;
  }

  /**
   * Compiles the edited sources, and only these.
   *
   * @param edits none = the code as it is
   * @param top of the checkout
   * @param classes an empty folder of its own for what is compiled
   * @throws IllegalStateException where an edit no longer applies, or does not compile
   */
  public static Mutant of(List<Edit> edits, Path top, Path classes) throws IOException {
    if (!edits.isEmpty()) {
      compile(sources(edits, top), classes);
    }
    return new Mutant(classes);
  }

  /** Several edits of one file are made one after the other. */
  private static List<Source> sources(List<Edit> edits, Path top) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Edit edit : edits) {
      String before = texts.get(edit.file());
      texts.put(edit.file(), before == null ? edit.applied(top) : edit.appliedTo(before));
    }
    return texts.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
  }

  private static void compile(List<Source> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options =
        List.of(
            "-d", classes.toString(), "-proc:none", "-implicit:none", "-nowarn", "-cp", classPath);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      compiler.getTask(null, files, problems, options, null, sources).call();
    }
    problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .findFirst()
        .ifPresent(
            problem -> {
              throw new IllegalStateException("a planted bug does not compile: " + problem);
            });
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean own = name.startsWith(OURS) && NOT_PLAYED.stream().noneMatch(name::startsWith);
      return own ? own(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    Path edited = classes.resolve(file);
    try (@Nullable InputStream in =
        Files.exists(edited) ? Files.newInputStream(edited) : getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(
          URI.create("string:///" + file.substring(file.indexOf(ROOT) + ROOT.length())),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
