package io.fairlead.port;

/** The one exception of adapters, for what no answer value covers. */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /** Names the port and the operation that failed. */
  public PortException(String port, String operation, boolean retryable, Throwable cause) {
    super(port + "." + operation + ": " + cause.getMessage(), cause);
    this.retryable = retryable;
  }

  /** Whether the next tick may succeed without a person. */
  public boolean retryable() {
    return retryable;
  }
}
