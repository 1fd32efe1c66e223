package io.fairlead.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value that becomes part of a text, as the compiler left it in the production classes.
 *
 * @param method the class and method that make the text
 * @param type of the value, as it is declared
 */
record Joined(String method, Class<?> type) {
  private static final Set<String> MAKERS = Set.of("java/lang/String", "java/lang/StringBuilder");

  /** Types of records: what people know them by. */
  private static final Set<String> WORDS = Set.of("io.fairlead.traffic.RecordType");

  /** Constructors that end in a defect's details, which programmers read. */
  private static final String DEFECT = "java/lang/(Illegal|Assertion|UnsupportedOp).*";

  /** Every one whose type can be told. */
  static Stream<Joined> all() {
    return classes().flatMap(Joined::in);
  }

  /** Classes that ask a class for its bare name. */
  static Stream<String> simpleNames() {
    return classes()
        .filter(
            model ->
                code(model)
                    .flatMap(elements -> elements.stream())
                    .anyMatch(Joined::asksForSimpleName))
        .map(model -> model.thisClass().asInternalName().replace('/', '.'));
  }

  /** Whether only programmers read its text. */
  boolean forProgrammers() {
    return raw(type);
  }

  private static boolean raw(Class<?> type) {
    if (type.isSealed() && type.isInterface()) {
      return Stream.of(type.getPermittedSubclasses()).anyMatch(Joined::raw);
    }
    return Throwable.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || type == Optional.class
        || type.isArray()
        || (type.isRecord() && generated(type))
        || (type.isEnum() && !declaresText(type) && !WORDS.contains(type.getName()));
  }

  private static boolean declaresText(Class<?> type) {
    return Stream.of(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals("toString"));
  }

  /** Whether a record's text is the compiler's own. */
  private static boolean generated(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in == null
          || ClassFile.of().parse(in.readAllBytes()).methods().stream()
              .filter(method -> method.methodName().equalsString("toString"))
              .flatMap(method -> elements(method).stream())
              .anyMatch(
                  element ->
                      element instanceof InvokeDynamicInstruction made
                          && made.bootstrapMethod().owner().displayName().equals("ObjectMethods"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Joined> in(ClassModel model) {
    List<Joined> joined = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      String maker = method.methodName().stringValue().replaceFirst("^lambda\\$(\\w+)\\$.*", "$1");
      String name = model.thisClass().asInternalName().replace('/', '.') + "." + maker;
      Operands operands = new Operands(elements(method));
      for (int i = 0; i < operands.elements().size(); i++) {
        if (makesText(operands.elements().get(i)) && !operands.goesInto(i, DEFECT)) {
          operands.typeBefore(i).ifPresent(type -> joined.add(new Joined(name, type)));
        }
        texted(operands.elements().get(i)).ifPresent(type -> joined.add(new Joined(name, type)));
      }
    }
    return joined.stream();
  }

  private static boolean makesText(CodeElement element) {
    return element instanceof InvokeInstruction call
        && MAKERS.contains(call.owner().asInternalName())
        && (call.name().equalsString("valueOf") || call.name().equalsString("append"))
        && call.typeSymbol().parameterList().equals(List.of(ConstantDescs.CD_Object));
  }

  /** What is asked for its text in so many words. */
  private static Optional<Class<?>> texted(CodeElement element) {
    return element instanceof InvokeInstruction call
            && call.name().equalsString("toString")
            && call.owner().asInternalName().startsWith("io/fairlead/")
        ? Operands.loaded(call.owner().asSymbol())
        : Optional.empty();
  }

  private static boolean asksForSimpleName(CodeElement element) {
    return element instanceof InvokeInstruction call && call.name().equalsString("getSimpleName");
  }

  private static Stream<List<CodeElement>> code(ClassModel model) {
    return model.methods().stream().map(Joined::elements);
  }

  private static List<CodeElement> elements(MethodModel method) {
    return method.code().map(code -> code.elementList()).orElse(List.of());
  }

  /** The checkout's production classes, compiled. */
  private static Stream<ClassModel> classes() {
    return Sources.all().stream()
        .map(file -> file.toString())
        .filter(file -> file.contains("/src/main/java/") && !file.contains("/integration-tests/"))
        .map(file -> file.replace("/src/main/java/", "/target/classes/"))
        .map(file -> Path.of(file.replaceFirst("\\.java$", ".class")))
        .flatMap(Joined::withNested);
  }

  /** A class and the classes in it; a module that is not built beside this one has none. */
  private static Stream<ClassModel> withNested(Path file) {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Stream.empty();
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.class$", "");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().matches(name + "(\\$.*)?\\.class"))
          .map(Joined::model)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel model(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
