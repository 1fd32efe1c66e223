package io.fairlead.wiring.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Adapters that lie beside a distribution's {@code lib}, a folder a technology: {@code
 * adapters/aws/*.jar}. They are loaded only where the class path has none for a topology, so that
 * nobody pays for a cloud that is not used.
 */
final class AdapterFolder {
  private static final String NAME = "adapters";

  private AdapterFolder() {}

  /** The adapters of every folder; empty where this does not run from a distribution. */
  static List<RegionAdapters> adapters() {
    List<RegionAdapters> found = new ArrayList<>();
    for (ClassLoader technology : technologies()) {
      ServiceLoader.load(RegionAdapters.class, technology).forEach(found::add);
    }
    return found;
  }

  /** Every provider of a service, of the class path and of every folder, one of each class. */
  static <T> List<T> providers(Class<T> service) {
    Map<String, T> found = new LinkedHashMap<>();
    ServiceLoader.load(service).forEach(each -> found.put(each.getClass().getName(), each));
    for (ClassLoader technology : technologies()) {
      ServiceLoader.load(service, technology)
          .forEach(each -> found.putIfAbsent(each.getClass().getName(), each));
    }
    return List.copyOf(found.values());
  }

  /** Providers of a service: those of the class path, else those of one folder. */
  static <T> List<T> providers(Class<T> service, String technology) {
    List<T> found = new ArrayList<>();
    ServiceLoader.load(service).forEach(found::add);
    Path own = folder().resolve(technology);
    if (found.isEmpty() && Files.isDirectory(own)) {
      try {
        ServiceLoader.load(service, loader(own)).forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static List<ClassLoader> technologies() {
    List<ClassLoader> loaders = new ArrayList<>();
    try {
      Path adapters = folder();
      if (Files.isDirectory(adapters)) {
        for (Path technology : sorted(adapters)) {
          loaders.add(loader(technology));
        }
      }
      return loaders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the folder of the jar that this class is in. */
  private static Path folder() {
    CodeSource source = AdapterFolder.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
      Path lib = jar.toAbsolutePath().getParent();
      return lib == null ? Path.of(NAME) : lib.resolveSibling(NAME);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a jar at no place", e);
    }
  }

  private static URLClassLoader loader(Path technology) throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path file : sorted(technology)) {
      if (file.toString().endsWith(".jar")) {
        jars.add(url(file));
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), AdapterFolder.class.getClassLoader());
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file without a URL", e);
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
