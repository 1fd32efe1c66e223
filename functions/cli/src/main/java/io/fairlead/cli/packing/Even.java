package io.fairlead.cli.packing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Takes out of a zip, and of the jars of ours in it, what differs between two builds of the same
 * classes: the files' modes, their times and their order, and the JDK that Maven ran on. Jars of
 * others stay byte for byte.
 */
public final class Even {
  /** As in project.build.outputTimestamp. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0, 0);

  private static final String OURS = "io/fairlead/";

  /** What Maven's jar plugin tells of the JDK that it runs on. */
  private static final Set<String> BUILDER =
      Set.of("Build-Jdk-Spec", "Build-Tool-Jdk-Spec", "Created-By");

  private Even() {}

  /** Rewrites zips, each in its place. */
  public static void main(String[] arguments) throws IOException {
    for (String each : arguments) {
      Path zip = Path.of(each);
      Path beside = zip.resolveSibling(zip.getFileName() + ".even");
      Files.write(beside, of(Files.readAllBytes(zip)));
      Files.move(beside, zip, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The same files, those of our jars evened as well. */
  static byte[] of(byte[] zip) throws IOException {
    SortedMap<String, byte[]> entries = entries(zip);
    for (var entry : entries.entrySet()) {
      if (entry.getKey().endsWith(".jar")) {
        SortedMap<String, byte[]> inside = entries(entry.getValue());
        if (inside.keySet().stream().anyMatch(name -> name.startsWith(OURS))) {
          byte[] manifest = inside.get(JarFile.MANIFEST_NAME);
          if (manifest != null) {
            inside.put(JarFile.MANIFEST_NAME, withoutBuilder(manifest));
          }
          entry.setValue(written(inside));
        }
      }
    }
    return written(entries);
  }

  private static byte[] withoutBuilder(byte[] text) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(text));
    BUILDER.forEach(name -> manifest.getMainAttributes().remove(new Attributes.Name(name)));
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    manifest.write(rest);
    return rest.toByteArray();
  }

  private static SortedMap<String, byte[]> entries(byte[] zip) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** Java's own writer puts no modes into a zip. The manifest sorts before what else a jar has. */
  private static byte[] written(SortedMap<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (var each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(each.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
