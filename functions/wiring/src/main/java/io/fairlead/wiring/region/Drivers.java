package io.fairlead.wiring.region;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;

/** Finds the drivers of databases that are asked, on the class path or beside it. */
public final class Drivers {
  private Drivers() {}

  /**
   * The driver that takes a URL.
   *
   * @param technology the folder below {@code adapters} that may have it
   */
  public static Optional<Driver> of(String url, String technology) {
    return AdapterFolder.providers(Driver.class, technology).stream()
        .filter(driver -> takes(driver, url))
        .findFirst();
  }

  private static boolean takes(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException _) {
      return false;
    }
  }
}
