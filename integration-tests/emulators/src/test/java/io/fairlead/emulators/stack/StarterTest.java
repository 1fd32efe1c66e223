package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What `fairlead init aws` writes, by the verb as a process. */
@NeedsParts(Part.CFN_LINT)
class StarterTest {
  @Test
  void the_starter_observes_and_its_global_template_has_no_findings(@TempDir Path folder)
      throws Exception {
    ProcessBuilder init = FairleadProcess.of("init", "aws").directory(folder.toFile());

    Child.Said said = Child.run(init);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(Files.readString(folder.resolve("fairlead.yaml"))).contains("\nmode: observe");
    // What is printed is what is deployed: outside any VPC, where each host must be public.
    assertThat(said.text())
        .contains("sam deploy", "'Subnets=\"\"' 'SecurityGroups=\"\"' Ipv6=false")
        .doesNotContain("Subnets=subnet-");
    assertThat(Files.readString(folder.resolve("fairlead.yaml")))
        .contains("# host: where the functions reach a node.")
        .doesNotContain("host: 10.");
    String global = Files.readString(folder.resolve("global.yaml"));
    assertThat(Sam.lint((ObjectNode) YAMLMapper.shared().readTree(global))).isEmpty();
  }
}
