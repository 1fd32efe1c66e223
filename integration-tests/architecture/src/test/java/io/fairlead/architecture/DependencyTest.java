package io.fairlead.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/** Arrows point one way: functions to regions to core. */
@AnalyzeClasses(packages = "io.fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
  private static final String[] CORE = {
    "io.fairlead.artifact..",
    "io.fairlead.bucket..",
    "io.fairlead.token..",
    "io.fairlead.fleet..",
    "io.fairlead.health..",
    "io.fairlead.traffic..",
    "io.fairlead.plan..",
    "io.fairlead.journal..",
    "io.fairlead.quorum..",
    "io.fairlead.port..",
    "io.fairlead.cycle.."
  };

  @ArchTest
  void core_depends_on_the_language_and_nullness_only(JavaClasses classes) {
    String[] allowed = java.util.Arrays.copyOf(CORE, CORE.length + 2);
    allowed[CORE.length] = "java..";
    allowed[CORE.length + 1] = "org.jspecify..";
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(classes);
  }

  @ArchTest
  void core_does_no_input_or_output(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.logging..")
        .check(classes);
  }

  @ArchTest
  void core_reads_no_clock_and_no_environment(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(classes);
  }

  @ArchTest
  void adapters_never_import_each_other(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("io.fairlead.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fairlead.local..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.fairlead.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fairlead.gateway..")
        .check(classes);
  }

  @ArchTest
  void only_functions_know_frameworks_and_the_command_line(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.fairlead.wiring..", "io.fairlead.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut..", "picocli..", "org.slf4j..")
        .check(classes);
  }

  @ArchTest
  void values_do_not_know_ports_and_ports_do_not_know_plans(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.fairlead.artifact..",
            "io.fairlead.token..",
            "io.fairlead.fleet..",
            "io.fairlead.health..",
            "io.fairlead.traffic..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fairlead.port..", "io.fairlead.plan..", "io.fairlead.cycle..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.fairlead.port..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fairlead.plan..", "io.fairlead.cycle..")
        .check(classes);
  }

  @ArchTest
  void core_packages_are_free_of_cycles(JavaClasses classes) {
    slices()
        .matching(
            "io.fairlead.(artifact|bucket|token|fleet|health|traffic|plan|journal|quorum|port|cycle)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @ArchTest
  void adapters_are_free_of_cycles(JavaClasses classes) {
    slices().matching("io.fairlead.local.(*)..").should().beFreeOfCycles().check(classes);
    slices().matching("io.fairlead.gateway.(*)..").should().beFreeOfCycles().check(classes);
  }
}
