package io.fairlead.simulation;

/**
 * A figure with the bound that it must keep.
 *
 * @param found the figure, for people
 */
record Gate(String name, String bound, String found, boolean passes) {
  String line() {
    return "%-6s %-43s %-28s %s".formatted(passes ? "met" : "MISSED", name, bound, found);
  }
}
