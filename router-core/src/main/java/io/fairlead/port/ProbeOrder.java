package io.fairlead.port;

import io.fairlead.fleet.Check;
import io.fairlead.health.Confirmation;
import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One probe to run now.
 *
 * @param host address or name to connect to
 * @param from source address; absent = the system's choice
 */
public record ProbeOrder(
    ProbeTarget target,
    String host,
    Check check,
    boolean privateTarget,
    @Nullable String from,
    Duration timeout,
    Confirmation confirmation) {}
