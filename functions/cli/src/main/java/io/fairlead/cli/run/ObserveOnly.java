package io.fairlead.cli.run;

import io.fairlead.fleet.Mode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The one mode that an option can ask for: a command line may hold a run back, and only the
 * topology, which all regions share, lets it act.
 */
final class ObserveOnly implements ITypeConverter<Mode>, Iterable<String> {
  private static final String OBSERVE = Mode.OBSERVE.name().toLowerCase(Locale.ROOT);

  @Override
  public Mode convert(String typed) {
    if (!typed.equalsIgnoreCase(OBSERVE)) {
      throw new TypeConversionException(
          "it takes "
              + OBSERVE
              + " alone, not '"
              + typed
              + "': 'mode: act' is said in the topology");
    }
    return Mode.OBSERVE;
  }

  @Override
  public Iterator<String> iterator() {
    return List.of(OBSERVE).iterator();
  }
}
