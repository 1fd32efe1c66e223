package io.fairlead.cli.operate;

/**
 * What a verb does besides writing the register: shown with the plan, and done after the operator
 * has agreed and before the register is written.
 */
interface Beside {
  /** Nothing. */
  Beside NOTHING =
      new Beside() {
        @Override
        public String preview() {
          return "";
        }

        @Override
        public void carryOut() {
          // There is nothing to do.
        }
      };

  /** Lines for people, each ended by a newline; empty = there is nothing to do. */
  String preview();

  /**
   * Does it; doing it twice is harmless.
   *
   * @throws io.fairlead.cli.Stop where it could not be done
   */
  void carryOut();
}
