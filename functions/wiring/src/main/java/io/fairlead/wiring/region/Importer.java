package io.fairlead.wiring.region;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns what somebody made by hand into a topology whose first plan is empty. Found by {@link
 * java.util.ServiceLoader}. Reads, and changes nothing.
 */
public interface Importer {
  /**
   * What to import.
   *
   * @param fleet name of the fleet to be
   * @param zone DNS zone, or id of the hosted zone
   * @param locations where addresses are looked for, as the cloud names them
   * @param port that clients connect to, which records do not tell
   */
  record Request(String fleet, String zone, List<String> locations, int port) {
    public Request {
      locations = List.copyOf(locations);
    }
  }

  /** What came of it. */
  sealed interface Imported {
    /**
     * A topology.
     *
     * @param topology the file's text
     * @param left records that are not in it, each with why: they are never touched
     */
    record Done(String topology, List<String> left) implements Imported {
      public Done {
        left = List.copyOf(left);
      }
    }

    /** None, and why, in one sentence. */
    record Failed(String why, List<String> left) implements Imported {
      public Failed {
        left = List.copyOf(left);
      }
    }

    /** Nothing could be read, and why, in one sentence: what is there is not known. */
    record Unread(String why) implements Imported {}
  }

  /** Reads a zone and the addresses that its records lead to. */
  Imported zone(Request request, Opening opening, Instant deadline);

  /** The one on the class path or beside the distribution, if any. */
  static Optional<Importer> found() {
    return AdapterFolder.providers(Importer.class).stream().findFirst();
  }
}
