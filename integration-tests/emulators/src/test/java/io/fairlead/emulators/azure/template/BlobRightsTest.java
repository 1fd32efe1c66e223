package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.history.BlobHistory;
import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.functionapp.Functions;
import io.fairlead.wiring.stack.AzureRole;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The roles on containers allow what the compiled code calls of their blobs. */
class BlobRightsTest {
  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  /**
   * The permission that each call needs.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-blob-service-operations">Permissions
   *     for Blob service operations</a>
   */
  private static final Map<String, String> NEEDED =
      Map.of(
          "get",
          BLOBS + "read",
          "list",
          BLOBS + "read",
          "put",
          BLOBS + "write",
          "delete",
          BLOBS + "delete");

  @Test
  void state_is_read_and_written_and_never_deleted() throws IOException {
    SortedSet<String> needed = called(BlobCell.class, _ -> true);
    needed.addAll(called(BlobObservations.class, _ -> true));
    needed.addAll(called(BlobHistory.class, _ -> true));
    needed.addAll(called(Functions.class, name -> name.endsWith("SlotGate.class")));

    assertThat(AzureRole.STATE.dataActions()).isEqualTo(needed);
  }

  @Test
  void flags_are_made_and_deleted() throws IOException {
    assertThat(AzureRole.FLAGS.dataActions()).isEqualTo(called(BlobFlags.class, _ -> true));
  }

  @Test
  void the_topology_is_only_read() throws IOException {
    assertThat(AzureRole.TOPOLOGY.dataActions())
        .isEqualTo(called(Functions.class, name -> name.endsWith("BlobTopology.class")));
  }

  private static SortedSet<String> called(Class<?> one, Predicate<String> which)
      throws IOException {
    SortedSet<String> actions = new TreeSet<>();
    String blobs = BlobObjects.class.getName().replace('.', '/');
    ReadVariables.ofPackage(
        one,
        (name, bytes) -> {
          if (which.test(name)) {
            ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .filter(call -> call.owner().asInternalName().equals(blobs))
                .map(call -> NEEDED.get(call.name().stringValue()))
                .filter(java.util.Objects::nonNull)
                .forEach(actions::add);
          }
        });
    return actions;
  }
}
