package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SizeTest {
  private static final int FILE_LINES = 400;
  private static final int MEDIAN_LINES = 90;
  private static final int METHOD_LINES = 50;

  @Test
  void no_file_is_longer_than_one_sitting() {
    assertThat(Sources.all()).filteredOn(file -> Sources.lines(file).size() > FILE_LINES).isEmpty();
  }

  @Test
  void the_median_file_is_small() {
    List<Integer> sizes =
        Sources.all().stream().map(file -> Sources.lines(file).size()).sorted().toList();

    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(MEDIAN_LINES);
  }

  @Test
  void no_method_is_longer_than_fifty_lines() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  _ -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(Sources.all()));
      List<String> tooLong = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, Trees.instance(task), tooLong).scan(unit, null);
      }

      assertThat(tooLong).isEmpty();
    }
  }

  private static final class LongMethods extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> found;

    LongMethods(CompilationUnitTree unit, Trees trees, List<String> found) {
      this.unit = unit;
      this.trees = trees;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long first = trees.getSourcePositions().getStartPosition(unit, method);
      long last = trees.getSourcePositions().getEndPosition(unit, method);
      if (first >= 0 && last >= first) {
        long length = lines.getLineNumber(last) - lines.getLineNumber(first) + 1;
        if (length > METHOD_LINES) {
          found.add(
              Path.of(unit.getSourceFile().getName()) + "#" + method.getName() + " " + length);
        }
      }
      return super.visitMethod(method, nothing);
    }
  }
}
