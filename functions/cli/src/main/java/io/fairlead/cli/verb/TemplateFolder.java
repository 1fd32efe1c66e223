package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a cloud's templates lie in a checkout.
 *
 * @param directory where the command was called
 * @param cloud what the folder in infra is called
 * @param file a template that is in it
 */
record TemplateFolder(Path directory, String cloud, String file) {
  private static final String ALL = "infra";

  /**
   * The folder as commands name it. The other cloud's is as good a name: they lie side by side.
   *
   * @param named by somebody: this folder, the one it is in, or the other cloud's; null = by nobody
   * @param remark hears where commands are meant for another place
   * @throws Stop where a named one has no such template
   */
  String named(@Nullable String named, Consumer<String> remark) {
    String above = named == null ? ALL : named;
    Path path = Path.of(above);
    Optional<String> found =
        Stream.of(path, path.resolve(cloud), path.resolveSibling(cloud))
            .filter(each -> Files.isRegularFile(directory.resolve(each).resolve(file)))
            .map(each -> each.toString().replace('\\', '/'))
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    if (named != null) {
      throw new Stop(
          ExitCode.USAGE,
          "--templates %s has neither %s nor %s/%s: name the folder infra of a checkout."
              .formatted(named, file, cloud, file));
    }
    String usual = ALL + "/" + cloud;
    remark.accept(
        "there is no %s/%s here: run the commands in a checkout, or name its folder infra with 'fairlead stacks --templates DIR'."
            .formatted(usual, file));
    return usual;
  }
}
