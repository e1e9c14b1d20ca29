package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the comparison with a kernel's mount has found and shrunk, done again; each printed sequence
 * can be put here as it is, or in a file:
 *
 * <pre>
 * ./mvnw -pl benchmarks test -Dtest=FoundDifferencesTest -Dlayertax.fuzz.replay=FILE
 * </pre>
 */
class FoundDifferencesTest {
  /** One after the other, each with a comment on what was wrong. */
  private static final String FOUND =
      """
      # the special bits of a directory were not copied
      LAYERS 3
      LAYER 0 DIRECTORY a . 93767
      LAYER 0 DIRECTORY e . 79453
      MODE a . 2543
      COPY a e/a 106828 COPY_ATTRIBUTES,REPLACE_EXISTING
      STAT e/a . 9206
      # a directory stream took its names when it was opened
      LAYERS 5
      LAYER 2 SYMLINK e/a b 91262
      STREAM_OPEN e c/a/d 98383
      DELETE e/a . 4541
      STREAM_REST . . 3
      # a reader of before the copy-up mapped the upper file
      LAYERS 1
      LAYER 0 FILE d/a/c . 13199
      HOLD d/a/c . 1528 READ
      WRITE_AT d/a/c . 0 WRITE
      HELD_MAP . . 11
      # a link over a whiteout gave the file the directory's group
      LAYERS 1
      LAYER 0 DIRECTORY c/d . 94205
      LAYER 0 FILE c/d/a . 85608
      LAYER 0 FILE e/e/... . 90114
      MOVE c/d/a b 5123
      LINK c/d/a e/e/... 2337
      # a link to a directory was replaced by a copy of that, whose mode was asked for too late
      LAYERS 5
      LAYER 0 OPAQUE a . 59333
      CREATE_DIRECTORY a/d . 35312
      SYMLINK a/c d 217518
      COPY a/c a/c 9755 REPLACE_EXISTING
      # a change refused on a link itself copied its directory up
      LAYERS 1
      LAYER 0 SYMLINK b/a ../b 1392
      MODE b/a d/e/a 389 NOFOLLOW_LINKS
      TREE . . 4630
      # a removal that was refused copied the parent up
      LAYERS 1
      LAYER 0 FILE c/d/b . 11601
      DELETE_IF_EXISTS c/d c/c 4195
      STAT c a/e/e 1065
      # a rename between two links of one file lost a name when they were older than the mount
      LAYERS 5
      LAYER 1 FILE e . 99011
      LINK d e 78
      REMOUNT . . 8844
      MOVE d e 5010 ATOMIC_MOVE
      XATTR_SET d . 7355
      # a lock on a hard link of a lower layer was thought to be on the copy, too
      LAYERS 3
      LAYER 0 FILE a . 33422
      LAYER 0 LINK d/c a 22997
      HOLD a e 1299 READ
      HELD_LOCK e/a e/c 6537
      HOLD a d/d 5424 READ,WRITE
      HELD_LOCK e/b d/a 159353
      """;

  @TempDir Path directory;

  @Test
  void differencesFoundBefore_areGone() throws IOException {
    DifferentialTest.requireAnswersOfJdk17();
    String given = System.getProperty("layertax.fuzz.replay");
    String text = given == null ? FOUND : Files.readString(Path.of(given));
    try (KernelMount memory = KernelMount.tmpfs(directory.resolve("memory"))) {
      Comparison comparison = DifferentialTest.comparison(memory.path());
      int played = 0;
      for (String one : parts(text)) {
        Comparison.Difference difference = comparison.compare(Replay.parse(one.lines()));
        played++;
        assertThat(difference == null ? "" : difference.toString()).as(one).isEmpty();
      }
      assertThat(played).as("sequences that begin with LAYERS").isPositive();
    }
  }

  private static List<String> parts(String text) {
    return Stream.of(text.split("(?m)^(?=LAYERS )", -1))
        .filter(part -> part.startsWith("LAYERS "))
        .toList();
  }
}
