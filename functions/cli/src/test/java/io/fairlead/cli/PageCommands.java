package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the commands of a page in a folder, and compares their answers with the page's. */
record PageCommands(Path folder) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(console|yaml)\n(.*?)^```$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern EXIT = Pattern.compile(" *# exit (\\d+)$");

  /** Input from a file, or an answer into one. */
  private static final Pattern FILE = Pattern.compile(" ([<>]) ([a-z.-]+)$");

  /** Does what a page says, and tells how many commands it has. */
  int run(Path page) throws Exception {
    int commands = 0;
    for (MatchResult fence : FENCE.matcher(Files.readString(page)).results().toList()) {
      if (fence.group(1).equals("yaml")) {
        Files.writeString(
            folder.resolve("fairlead.yaml"), "\n" + fence.group(2), StandardOpenOption.APPEND);
      } else {
        for (Shown shown : shown(fence.group(2))) {
          commands++;
          check(shown);
        }
      }
    }
    return commands;
  }

  /** A command and what the page shows below it. */
  private record Shown(String command, List<String> lines) {
    /** What the answer looks like: an ellipsis is some text, or on a line of its own some lines. */
    Pattern pattern() {
      StringBuilder pattern = new StringBuilder();
      for (String line : lines) {
        if (line.equals("…")) {
          pattern.append("(?:[^\n]*\n)*");
        } else {
          pattern.append(Pattern.quote(line).replace("…", "\\E[^\n]+\\Q")).append("\n");
        }
      }
      return Pattern.compile(pattern.toString());
    }
  }

  private static List<Shown> shown(String console) {
    List<Shown> shown = new ArrayList<>();
    for (String line : console.lines().toList()) {
      if (line.startsWith("$ ")) {
        shown.add(new Shown(line.substring(2), new ArrayList<>()));
      } else {
        shown.getLast().lines().add(line);
      }
    }
    return shown;
  }

  private void check(Shown shown) throws Exception {
    String command = shown.command();
    if (!command.startsWith("./fairlead ")) {
      assertThat(shell(command)).as(command).matches(shown.pattern());
      return;
    }
    String said = EXIT.matcher(command).replaceFirst("");
    Matcher file = FILE.matcher(said);
    boolean redirected = file.find();
    String[] words =
        WORD.matcher(redirected ? said.substring(0, file.start()) : said)
            .results()
            .skip(1)
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toArray(String[]::new);
    boolean reads = redirected && file.group(1).equals("<");
    CommandLineRun run =
        reads
            ? CommandLineRun.typing(Files.readString(folder.resolve(file.group(2))), folder, words)
            : CommandLineRun.in(folder, words);
    int expected =
        EXIT.matcher(command)
            .results()
            .map(found -> Integer.parseInt(found.group(1)))
            .findFirst()
            .orElse(0);

    assertThat(run.code().code()).as(command + "\n" + run.err()).isEqualTo(expected);
    if (redirected && !reads) {
      Files.writeString(folder.resolve(file.group(2)), run.out());
    } else {
      assertThat(run.out()).as(command).matches(shown.pattern());
    }
  }

  private String shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command + "\n" + answer).isZero();
    return answer;
  }
}
