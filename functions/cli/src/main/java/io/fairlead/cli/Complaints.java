package io.fairlead.cli;

import io.fairlead.cli.answer.Document;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a verb says on standard error beside its answer: sentences for people, or one document a
 * line for programs.
 *
 * @param json whether a program reads them
 */
public record Complaints(Surroundings surroundings, boolean json) {
  /** Whether words of a command line ask for JSON, be the rest of them right or wrong. */
  static boolean asksForJson(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).toLowerCase(Locale.ROOT);
      boolean named = word.equals("-o") || word.equals("--output");
      if (named && i + 1 < words.size() && words.get(i + 1).equalsIgnoreCase("json")) {
        return true;
      }
      if (word.matches("(-o=?|--output=)json")) {
        return true;
      }
    }
    return false;
  }

  /** Says why nothing more comes. */
  public void error(ExitCode code, String sentence) {
    error(code, sentence, List.of());
  }

  /**
   * Says why nothing more comes.
   *
   * @param near what the operator may have meant
   */
  void error(ExitCode code, String sentence, List<String> near) {
    PrintWriter err = surroundings.err();
    if (json) {
      ObjectNode node = document("error", sentence);
      node.put("code", code.code()).put("meaning", code.meaning());
      ArrayNode suggestions = node.putArray("didYouMean");
      near.forEach(suggestions::add);
      err.println(Document.text(node));
      return;
    }
    err.println("fairlead: " + sentence);
    if (!near.isEmpty()) {
      err.println("Did you mean: " + String.join(", ", near) + "?");
    }
  }

  /** Says what a person should know of a file, in whose name it begins; the answer comes, too. */
  public void warning(String line) {
    surroundings.err().println(json ? Document.text(document("warning", line)) : line);
  }

  /** Says what a person should know; the answer comes all the same. */
  public void remark(String sentence) {
    warning(json ? sentence : "fairlead: " + sentence);
  }

  private ObjectNode document(String kind, String message) {
    Document.About about = new Document.About(null, surroundings.clock().instant(), 0, null);
    return Document.of(kind, about).put("message", message);
  }
}
