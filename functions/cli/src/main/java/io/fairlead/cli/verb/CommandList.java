package io.fairlead.cli.verb;

import io.fairlead.wiring.stack.DeployCommands.Command;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands for somebody's shell, in their order. */
record CommandList(List<Command> commands) {
  CommandList {
    commands = List.copyOf(commands);
  }

  /** For people. */
  void print(PrintWriter out) {
    for (Command each : commands) {
      out.println("# " + each.purpose());
      out.println(each.line());
    }
  }

  /** For programs: the document with them. */
  ObjectNode in(ObjectNode document) {
    ArrayNode list = document.putArray("commands");
    for (Command each : commands) {
      ArrayNode words = list.addObject().put("purpose", each.purpose()).putArray("words");
      each.words().forEach(words::add);
    }
    return document;
  }
}
