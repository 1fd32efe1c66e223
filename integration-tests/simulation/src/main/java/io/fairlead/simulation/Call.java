package io.fairlead.simulation;

/**
 * One call of a process on a port.
 *
 * @param number counts every call of the world, from 1
 * @param port simple name of the interface
 */
record Call(long number, String process, String port, String method) {
  String text() {
    return process + " " + port + "." + method;
  }
}
