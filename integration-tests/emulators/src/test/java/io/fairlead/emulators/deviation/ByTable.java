package io.fairlead.emulators.deviation;

import io.fairlead.emulators.OnEmulators;
import io.fairlead.parts.OnPart;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Expects a case of a contract to fail where the table lists it for the part, and only there. */
public final class ByTable implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    String part = DeviationTable.name(((OnPart) context.getRequiredTestInstance()).part());
    String contract = contract(method.getTargetClass());
    String row = contract + " " + method.getExecutable().getName();
    if (!DeviationTable.of(part, contract).contains(row)) {
      invocation.proceed();
      return;
    }
    boolean passed;
    try {
      invocation.proceed();
      passed = true;
    } catch (Exception | AssertionError deviation) {
      passed = false;
    }
    if (passed) {
      throw new AssertionError(
          "docs/emulators.md lists '%s' for %s, which now does as AWS: take the row out"
              .formatted(row, part));
    }
  }

  static String contract(Class<?> type) {
    return type.getAnnotation(OnEmulators.class).value();
  }
}
