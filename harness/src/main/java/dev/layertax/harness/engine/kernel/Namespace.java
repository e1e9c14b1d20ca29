package dev.layertax.harness.engine.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program gets a mount namespace of its own: by unshare(1) and mount(8).
 *
 * @param unshare the words that make the namespace
 * @param options of every overlay mount in it, before those that name directories
 */
record Namespace(List<String> unshare, String options) {

  /** As root: Docker's options. */
  static final Namespace OF_ROOT = new Namespace(List.of("unshare", "-m"), "index=off");

  /** As anybody, where the kernel lets one have a user namespace. */
  static final Namespace OF_USER =
      new Namespace(List.of("unshare", "-U", "-r", "-m"), "index=off,userxattr");

  /**
   * Mounts, then becomes the program. Layers are named relative to a directory, as Docker does it:
   * mount(2) takes no more than a page of options, and a user's path may hold a comma or a colon.
   *
   * <p>Note: newer mount(8) cuts options at 255 bytes unless told to use mount(2).
   */
  private static final String MOUNT =
      """
      directory=$1 options=$2 merged=$3 mounted=$4 at=$5
      shift 5
      export LIBMOUNT_FORCE_MOUNT2=always
      (cd "$directory" && mount -t overlay overlay -o "$options" "$merged")
      [ -z "$mounted" ] || mount --bind "$mounted" "$merged$at"
      unset LIBMOUNT_FORCE_MOUNT2
      exec "$@"
      """;

  Namespace {
    unshare = List.copyOf(unshare);
  }

  /** The words that run a script of sh(1) in a namespace; more words are its arguments. */
  List<String> script(String script, String... arguments) {
    List<String> words = new ArrayList<>(unshare);
    words.addAll(List.of("sh", "-ec", script, "layertax-mount"));
    words.addAll(List.of(arguments));
    return words;
  }

  /**
   * The words that mount a container and become the program whose words follow.
   *
   * @param directory holds {@code upper}, {@code work} and {@code merged}
   * @param mounted a directory to mount in the container; null for none
   * @param at where, in the container, absolute
   */
  List<String> launcher(Path directory, List<Path> lowersTopmostFirst, Path mounted, String at) {
    List<String> lowers =
        lowersTopmostFirst.stream().map(lower -> directory.relativize(lower).toString()).toList();
    return script(
        MOUNT,
        directory.toString(),
        options + ",lowerdir=" + String.join(":", lowers) + ",upperdir=upper,workdir=work",
        directory.resolve("merged").toString(),
        mounted == null ? "" : mounted.toString(),
        at);
  }
}
