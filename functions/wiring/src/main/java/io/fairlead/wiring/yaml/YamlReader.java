package io.fairlead.wiring.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document (JSON is one, too) into a tree. Refused with their line: what is not
 * UTF-8, tabs as indentation, duplicate keys, tags, several documents, and whatever goes beyond
 * {@link YamlLimits}.
 */
public final class YamlReader {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int MOST_TABS_TOLD = 5;

  private YamlReader() {}

  /**
   * The tree, or null if there is none; what is wrong goes to {@code problems}, and a tree may come
   * with problems.
   */
  public static @Nullable Tree read(byte[] bytes, Substitution substitution, Problems problems) {
    if (bytes.length > YamlLimits.BYTES) {
      problems.add(
          Problem.error(Place.FILE, "the file is too long")
              .found(bytes.length + " bytes")
              .allowed("at most " + YamlLimits.BYTES + " bytes"));
      return null;
    }
    String text = decode(bytes, problems);
    return text == null || hasTabs(text, problems) ? null : parse(text, substitution, problems);
  }

  private static @Nullable String decode(byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      problems.add(
          Problem.error(linePlace(bytes, in.position()), "the file is not UTF-8 text")
              .found("byte 0x" + Integer.toHexString(bytes[in.position()] & 0xff)));
      return null;
    }
    String text = out.flip().toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static Place linePlace(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new Place(line, 0, "");
  }

  private static boolean hasTabs(String text, Problems problems) {
    int told = 0;
    int line = 0;
    for (String each : text.split("\n", -1)) {
      line++;
      int i = 0;
      while (i < each.length() && each.charAt(i) == ' ') {
        i++;
      }
      if (i < each.length() && each.charAt(i) == '\t' && !each.isBlank()) {
        if (told++ < MOST_TABS_TOLD) {
          problems.add(
              Problem.error(new Place(line, i + 1, ""), "a tab as indentation").allowed("spaces"));
        }
      }
    }
    return told > 0;
  }

  private static @Nullable Tree parse(String text, Substitution substitution, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("topology").setCodePointLimit(YamlLimits.BYTES).build();
    try {
      RawNode root = new RawReader(new Parse(settings).parseString(text).iterator()).document();
      return new TreeBuilder(substitution, problems).build(root);
    } catch (RawReader.Refused e) {
      problems.add(e.problem());
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      Place place = mark == null ? Place.FILE : RawReader.place(mark);
      problems.add(Problem.error(place, "not readable as YAML: " + reason(e)));
    } catch (ReaderException e) {
      problems.add(
          Problem.error(lineOf(text, e.getPosition()), "a character that YAML does not allow")
              .found("U+" + Integer.toHexString(e.getCodePoint())));
    } catch (YamlEngineException e) {
      problems.add(Problem.error(Place.FILE, "not readable as YAML"));
    }
    return null;
  }

  private static String reason(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    return problem == null ? "syntax" : Shown.clipped(problem, 120);
  }

  private static Place lineOf(String text, int codePoints) {
    int end =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    int lines = (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    return new Place(1 + lines, 0, "");
  }
}
