package io.fairlead.parts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The parts that a test class runs against: they are fetched before its first case, each case is
 * counted for each part, and where one cannot be had its cases are reported as missing by name.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PartsExtension.class)
public @interface NeedsParts {
  /** The parts needed, all of them; none for a class that runs {@link OnPart one after another}. */
  Part[] value() default {};
}
