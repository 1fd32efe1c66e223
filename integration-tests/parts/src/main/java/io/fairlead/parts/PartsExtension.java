package io.fairlead.parts;

import io.fairlead.parts.Found.Missing;
import io.fairlead.parts.Found.Present;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Fetches what {@link NeedsParts} names, counts cases, and reports what is missing. */
final class PartsExtension implements BeforeAllCallback, AfterTestExecutionCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    for (Part part : parts(context)) {
      switch (Parts.find(part)) {
        case Present _ -> {}
        case Missing(String why) -> {
          Ledger.missing(part, why);
          throw new TestAbortedException("missing part " + part.label() + ": " + why);
        }
      }
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    for (Part part : parts(context)) {
      Ledger.ran(part, context.getUniqueId());
    }
  }

  private static Part[] parts(ExtensionContext context) {
    return context
        .getTestClass()
        .map(type -> type.getAnnotation(NeedsParts.class))
        .map(NeedsParts::value)
        .orElse(new Part[0]);
  }
}
