package io.fairlead.gateway.kong;

import java.util.Optional;

/**
 * The last refusal, from run to run. It saves work and no more: where it is lost, the file is sent
 * once again.
 */
public interface Refusals {
  /** Empty where nothing was noted, or what was cannot be read. */
  Optional<Refusal> last();

  /** Notes one in the place of the last. */
  void note(Refusal refusal);

  /** The file was taken. */
  void forget();

  /** The same, which begins with none: a file is sent whatever was noted. */
  default Refusals anew() {
    Refusals noted = this;
    return new Refusals() {
      @Override
      public Optional<Refusal> last() {
        return Optional.empty();
      }

      @Override
      public void note(Refusal refusal) {
        noted.note(refusal);
      }

      @Override
      public void forget() {
        noted.forget();
      }
    };
  }
}
