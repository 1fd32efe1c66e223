package io.fairlead.parts;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Fetches what {@link NeedsParts} names, counts cases, and reports what is missing. */
final class PartsExtension implements BeforeAllCallback, AfterTestExecutionCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    for (Part part : parts(context)) {
      Demand.of(part);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    // A case that found its part missing ran on nothing.
    if (context.getExecutionException().orElse(null) instanceof TestAbortedException) {
      return;
    }
    for (Part part : parts(context)) {
      Ledger.ran(part, context.getUniqueId());
    }
    if (context.getRequiredTestInstance() instanceof OnPart on) {
      Ledger.ran(on.part(), context.getUniqueId());
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
