package io.fairlead.emulators.azure.template;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of environment variables that compiled code has, by their form. */
final class ReadVariables {
  private static final Pattern FORM = Pattern.compile("(?:AZURE|FAIRLEAD|IDENTITY)(?:_[A-Z]+)+");

  private ReadVariables() {}

  /** Those of a class's package. */
  static SortedSet<String> of(Class<?> one) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    ofPackage(
        one,
        (_, bytes) ->
            ClassFile.of()
                .parse(bytes)
                .constantPool()
                .forEach(
                    entry -> {
                      if (entry instanceof StringEntry text
                          && FORM.matcher(text.stringValue()).matches()) {
                        names.add(text.stringValue());
                      }
                    }));
    return names;
  }

  /** Shows every class of a class's package: the name of its file, and what is in it. */
  static void ofPackage(Class<?> one, BiConsumer<String, byte[]> look) throws IOException {
    String folder = one.getPackageName().replace('.', '/');
    try {
      Path code = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(code)) {
        in(code.resolve(folder), look);
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        in(jar.getPath(folder), look);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void in(Path folder, BiConsumer<String, byte[]> look) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        look.accept(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }
}
