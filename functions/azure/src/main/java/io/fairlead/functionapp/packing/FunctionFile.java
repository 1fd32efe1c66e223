package io.fairlead.functionapp.packing;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * function.json of annotated methods: where the method is, and what its annotations bind.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference-java">Java
 *     developer guide</a>
 */
final class FunctionFile {
  /** Above the functions' folders; the worker finds its libraries in the folder lib beside it. */
  private static final String JAR = "../fairlead.jar";

  private FunctionFile() {}

  /** The files of a class's functions, by name. */
  static SortedMap<String, JsonNode> of(Class<?> functions) {
    SortedMap<String, JsonNode> files = new TreeMap<>();
    for (Method method : functions.getMethods()) {
      FunctionName name = method.getAnnotation(FunctionName.class);
      if (name != null) {
        ObjectNode file =
            JsonMapper.shared()
                .createObjectNode()
                .put("scriptFile", JAR)
                .put("entryPoint", functions.getName() + "." + method.getName());
        ArrayNode bindings = file.putArray("bindings");
        Stream.of(method.getParameterAnnotations())
            .flatMap(Arrays::stream)
            .forEach(annotation -> bind(annotation, bindings));
        if (bindings.isEmpty()) {
          throw new IllegalArgumentException("nothing calls the function " + name.value());
        }
        files.put(name.value(), file);
      }
    }
    return files;
  }

  private static void bind(Annotation annotation, ArrayNode bindings) {
    switch (annotation) {
      case TimerTrigger timer ->
          bindings
              .addObject()
              .put("type", "timerTrigger")
              .put("direction", "in")
              .put("name", timer.name())
              .put("schedule", timer.schedule());
      case HttpTrigger http -> {
        ObjectNode in =
            bindings
                .addObject()
                .put("type", "httpTrigger")
                .put("direction", "in")
                .put("name", http.name())
                .put("route", http.route())
                .put("authLevel", http.authLevel().name().toLowerCase(Locale.ROOT));
        ArrayNode methods = in.putArray("methods");
        for (HttpMethod method : http.methods()) {
          methods.add(method.name().toLowerCase(Locale.ROOT));
        }
        bindings.addObject().put("type", "http").put("direction", "out").put("name", "$return");
      }
      default ->
          throw new IllegalArgumentException(
              "no binding is known for " + annotation.annotationType().getName());
    }
  }
}
