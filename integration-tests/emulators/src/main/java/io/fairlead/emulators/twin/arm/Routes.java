package io.fairlead.emulators.twin.arm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads paths. */
final class Routes {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("/subscriptions/([^/]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPERATION =
      Pattern.compile(
          "/subscriptions/[^/]+/providers/[^/]+/locations/[^/]+/operation(Result)?s/([^/]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PERMISSIONS =
      Pattern.compile(
          "(/.+)/providers/Microsoft\\.Authorization/permissions", Pattern.CASE_INSENSITIVE);

  private static final Pattern ASSIGNMENTS =
      Pattern.compile(
          "(/.+)/providers/Microsoft\\.Authorization/roleAssignments", Pattern.CASE_INSENSITIVE);
  private static final Pattern DEFINITION =
      Pattern.compile(
          "/subscriptions/[^/]+/providers/Microsoft\\.Authorization/roleDefinitions/[^/]+",
          Pattern.CASE_INSENSITIVE);

  private Routes() {}

  /** Where a path leads. */
  static Route of(String path) {
    Matcher operation = OPERATION.matcher(path);
    if (operation.matches()) {
      return new Route.Operation(operation.group(2), operation.group(1) != null);
    }
    Matcher permissions = PERMISSIONS.matcher(path);
    if (permissions.matches()) {
      return ResourceId.parse(permissions.group(1))
          .<Route>map(Route.Permissions::new)
          .orElseGet(Route.Nothing::new);
    }
    Matcher assignments = ASSIGNMENTS.matcher(path);
    if (assignments.matches()) {
      return new Route.Assignments(assignments.group(1));
    }
    if (DEFINITION.matcher(path).matches()) {
      return new Route.Definition(path);
    }
    return ResourceId.parse(path)
        .<Route>map(Route.Of::new)
        .or(() -> below(path))
        .orElseGet(Route.Nothing::new);
  }

  private static Optional<Route> below(String path) {
    int last = path.lastIndexOf('/');
    return last < 0
        ? Optional.empty()
        : ResourceId.parse(path.substring(0, last))
            .map(parent -> new Route.Below(parent, path.substring(last + 1)));
  }

  /** The subscription of a path; empty where it has none. */
  static String subscription(String path) {
    Matcher found = SUBSCRIPTION.matcher(path);
    return found.lookingAt() ? found.group(1) : "";
  }
}
