package io.fairlead.emulators;

import io.fairlead.emulators.deviation.ByTable;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A contract on one emulator after another; the class takes an {@link Running} and is an {@link
 * io.fairlead.parts.OnPart}. What docs/emulators.md lists must fail there, and everything else must
 * pass.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsParts
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Running.EachPart.class)
@ExtendWith(ByTable.class)
public @interface OnEmulators {
  /** First word of the table's rows about this contract. */
  String value();

  /** The emulators that it runs on. */
  Part[] parts();
}
