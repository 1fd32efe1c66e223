package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.fairlead.functionapp.Functions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the zip tells the platform is what the code's annotations say. */
class AppPackageTest {
  /** Above it an upload would be slower than a cold start. */
  private static final long MOST_BYTES = 20L << 20;

  @Test
  void every_annotated_method_has_its_folder_and_no_folder_is_without_one() throws IOException {
    AppFiles files = AppFiles.read(AppZip.unpacked());

    List<Method> annotated =
        Stream.of(Functions.class.getMethods())
            .filter(method -> method.isAnnotationPresent(FunctionName.class))
            .toList();
    assertThat(files.functions())
        .extracting(AppFiles.Function::name)
        .containsExactlyInAnyOrderElementsOf(
            annotated.stream()
                .map(method -> method.getAnnotation(FunctionName.class).value())
                .toList());
    for (Method method : annotated) {
      AppFiles.Function function = named(files, method.getAnnotation(FunctionName.class).value());
      assertThat(function.entryPoint())
          .isEqualTo(Functions.class.getName() + "." + method.getName());
      triggered(function, method);
    }
    assertThat(files.timeout()).isEqualTo(Functions.TIMEOUT);
  }

  @Test
  void the_jar_is_where_the_worker_looks_and_lib_has_neither_the_platforms_types_nor_netty()
      throws IOException {
    Path folder = AppZip.unpacked();

    assertThat(AppFiles.read(folder).jar())
        .isEqualTo(folder.resolve("fairlead.jar"))
        .isRegularFile();
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      assertThat(libraries.map(each -> each.getFileName().toString()))
          .anyMatch(name -> name.startsWith("router-core"))
          .anyMatch(name -> name.startsWith("azure-storage-blob"))
          .noneMatch(name -> name.contains("azure-functions-java"))
          .noneMatch(name -> name.contains("netty") || name.contains("micronaut"))
          .noneMatch(name -> name.contains("dynamodb") || name.contains("route53"));
    }
    assertThat(Files.size(AppZip.path())).isLessThan(MOST_BYTES);
  }

  private static void triggered(AppFiles.Function function, Method method) {
    Stream.of(method.getParameterAnnotations())
        .flatMap(Stream::of)
        .forEach(
            annotation -> {
              JsonNode trigger = function.trigger();
              switch (annotation) {
                case TimerTrigger timer -> {
                  assertThat(trigger.path("type").asString()).isEqualTo("timerTrigger");
                  assertThat(trigger.path("name").asString()).isEqualTo(timer.name());
                  assertThat(trigger.path("schedule").asString()).isEqualTo(timer.schedule());
                }
                case HttpTrigger http -> {
                  assertThat(trigger.path("type").asString()).isEqualTo("httpTrigger");
                  assertThat(trigger.path("name").asString()).isEqualTo(http.name());
                  assertThat(trigger.path("route").asString()).isEqualTo(http.route());
                  assertThat(trigger.path("authLevel").asString().toUpperCase(Locale.ROOT))
                      .isEqualTo(http.authLevel().name());
                  assertThat(trigger.path("methods")).hasSize(http.methods().length);
                }
                default -> throw new AssertionError("nobody checks " + annotation);
              }
            });
  }

  private static AppFiles.Function named(AppFiles files, String name) {
    return files.functions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
