package io.fairlead.quorum;

import io.fairlead.port.FaultWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Says what keeps several cells silent once, with their names. */
final class SharedReasons {
  private SharedReasons() {}

  /**
   * For people.
   *
   * @param reasons by the cell's name, in the order that they are said in
   */
  static String text(SequencedMap<String, String> reasons) {
    SequencedMap<String, List<String>> names = new LinkedHashMap<>();
    reasons.forEach(
        (name, why) -> names.computeIfAbsent(ofMachine(why), _ -> new ArrayList<>()).add(name));
    List<String> said = new ArrayList<>();
    names.forEach(
        (reason, who) ->
            said.add(
                who.size() == 1
                    ? who.getFirst() + ": " + reasons.get(who.getFirst())
                    : String.join(", ", who) + ": " + reason));
    return String.join("; ", said);
  }

  /** Why a call was not sent is the same for every cell, whatever it was and wherever it went. */
  private static String ofMachine(String why) {
    int at = why.indexOf(FaultWords.NOT_SENT);
    return at < 0 ? why : why.substring(at + FaultWords.NOT_SENT.length());
  }
}
