package io.fairlead.emulators;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** An emulator that starts at its first use and ends with the class that it was given to. */
public final class Running implements AutoCloseable {
  private final Part part;
  private @Nullable Emulator emulator;
  private @Nullable AwsClients clients;
  private int names;

  private Running(Part part) {
    this.part = part;
  }

  /** Which one. */
  public Part part() {
    return part;
  }

  /**
   * Its clients.
   *
   * @param first lets a service load what it loads at its first call
   * @throws org.opentest4j.TestAbortedException where this machine lacks the part
   */
  public AwsClients clients(Consumer<AwsClients> first) {
    if (clients == null) {
      try {
        emulator = Emulator.start(part);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      AwsClients started = emulator.clients();
      clients = started;
      Emulator.warm(() -> first.accept(started));
    }
    return clients;
  }

  /** Its clients, once they have been asked for with a first call. */
  public AwsClients clients() {
    return Objects.requireNonNull(clients);
  }

  /** A name that no other case has. */
  public String name(String kind) {
    names++;
    return kind + "-" + names;
  }

  @Override
  public void close() {
    if (clients != null) {
      clients.close();
    }
    if (emulator != null) {
      emulator.close();
    }
  }

  @Override
  public String toString() {
    return part.label();
  }

  /** One for each part that a class names. */
  static final class EachPart implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      OnEmulators on = context.getRequiredTestClass().getAnnotation(OnEmulators.class);
      return Arrays.stream(on.parts()).map(part -> Arguments.of(new Running(part)));
    }
  }
}
