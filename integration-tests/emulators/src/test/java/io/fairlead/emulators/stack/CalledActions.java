package io.fairlead.emulators.stack;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.ContentCalls;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The actions of IAM that compiled code calls, read from its invocations of the SDK's clients. */
public final class CalledActions {
  private static final Pattern CLIENT =
      Pattern.compile("software/amazon/awssdk/services/([a-z0-9]+)/[A-Za-z0-9]+Client");

  /** Requests of content, which pass the SDK by, have methods that are named as its are. */
  private static final String CONTENT = ContentCalls.class.getName().replace('.', '/');

  private static final Set<String> NO_CALLS =
      Set.of(
          "builder", "create", "close", "serviceName", "serviceClientConfiguration", "utilities");

  /** Methods that are not named as the permission they need. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "s3:GetObjectAsBytes", "s3:GetObject",
          "s3:HeadObject", "s3:GetObject",
          "s3:ListObjectsV2", "s3:ListBucket",
          "s3:ListObjectsV2Paginator", "s3:ListBucket",
          "sqs:SendMessageBatch", "sqs:SendMessage");

  private CalledActions() {}

  /** Those of a package of the adapters and everything below it, as in {@code io/fairlead/aws}. */
  static SortedSet<String> of(String folder) throws IOException {
    return of(AwsClients.class, folder);
  }

  /** Those of a package that is packed with a class of its own module. */
  static SortedSet<String> of(Class<?> beside, String folder) throws IOException {
    SortedSet<String> actions = new TreeSet<>();
    byClass(beside, folder).values().forEach(actions::addAll);
    return actions;
  }

  /**
   * The same by the class that calls, as in {@code cell.S3Cell}; one that is inside of another is
   * called by that name.
   */
  public static SortedMap<String, SortedSet<String>> byClass(String folder) throws IOException {
    return byClass(AwsClients.class, folder);
  }

  private static SortedMap<String, SortedSet<String>> byClass(Class<?> beside, String folder)
      throws IOException {
    try {
      Path code = Path.of(beside.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(code)) {
        return below(code.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        return below(jar.getPath(folder));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static SortedMap<String, SortedSet<String>> below(Path folder) throws IOException {
    SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = folder.relativize(file).toString().replaceFirst("([$].*)?[.]class$", "");
        SortedSet<String> called = called(Files.readAllBytes(file));
        if (!called.isEmpty()) {
          actions.computeIfAbsent(name.replace('/', '.'), _ -> new TreeSet<>()).addAll(called);
        }
      }
    }
    return actions;
  }

  private static SortedSet<String> called(byte[] type) {
    SortedSet<String> actions = new TreeSet<>();
    ClassFile.of().parse(type).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .forEach(
            element -> {
              switch (element) {
                case InvokeInstruction call ->
                    action(call.owner().asInternalName(), call.name().stringValue())
                        .ifPresent(actions::add);
                case InvokeDynamicInstruction reference -> referred(reference, actions);
                default -> {}
              }
            });
    return actions;
  }

  /** A method that is named instead of called, as in {@code S3Client::putObject}. */
  private static void referred(InvokeDynamicInstruction reference, SortedSet<String> actions) {
    for (ConstantDesc argument : reference.bootstrapArgs()) {
      if (argument instanceof DirectMethodHandleDesc method) {
        String owner = method.owner().descriptorString();
        action(owner.substring(1, owner.length() - 1), method.methodName()).ifPresent(actions::add);
      }
    }
  }

  private static Optional<String> action(String owner, String method) {
    Matcher client = CLIENT.matcher(owner);
    boolean content = owner.equals(CONTENT) && method.endsWith("Object");
    if (!content && (!client.matches() || NO_CALLS.contains(method))) {
      return Optional.empty();
    }
    String named =
        (content ? "s3" : client.group(1))
            + ":"
            + Character.toUpperCase(method.charAt(0))
            + method.substring(1);
    return Optional.of(OTHERWISE.getOrDefault(named, named));
  }
}
