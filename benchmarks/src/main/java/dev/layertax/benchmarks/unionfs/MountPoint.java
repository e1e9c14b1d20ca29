package dev.layertax.benchmarks.unionfs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that describes a mount, and its form as a URI.
 *
 * @param lowers topmost first; absolute and normal
 * @param upper absolute and normal
 * @param work absolute and normal
 */
record MountPoint(List<Path> lowers, Path upper, Path work, UnionOptions options) {
  private static final String UNRESERVED = "-._~/";

  MountPoint {
    lowers = lowers.stream().map(MountPoint::absolute).toList();
    upper = absolute(upper);
    work = absolute(work);
  }

  private static Path absolute(Path path) {
    if (!path.getFileSystem().provider().getScheme().equals("file")) {
      throw new IllegalArgumentException("a layer is a directory of the host, not " + path.toUri());
    }
    return path.toAbsolutePath().normalize();
  }

  /** {@code union:/path?lower=…&lower=…&upper=…&work=…&sync=…}. */
  URI uri(String path) {
    StringBuilder uri = new StringBuilder("union:");
    append(uri, path.startsWith("/") ? path : "/" + path);
    char separator = '?';
    for (Path lower : lowers) {
      append(uri.append(separator).append("lower="), lower.toString());
      separator = '&';
    }
    append(uri.append(separator).append("upper="), upper.toString());
    append(uri.append("&work="), work.toString());
    uri.append("&sync=").append(options.sync().word());
    return URI.create(uri.toString());
  }

  /**
   * Reads what {@link #uri} wrote.
   *
   * @throws IllegalArgumentException when a part is missing, unknown or twice there
   */
  static MountPoint of(URI uri) {
    if (!"union".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("not a union: URI: " + uri);
    }
    if (uri.getRawPath() == null
        || !uri.getRawPath().startsWith("/")
        || uri.getRawQuery() == null) {
      throw new IllegalArgumentException(
          "expected union:/path?lower=…&upper=…&work=…, found " + uri);
    }
    List<Path> lowers = new ArrayList<>();
    String upper = null;
    String work = null;
    String sync = null;
    for (String part : uri.getRawQuery().split("&", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      switch (key) {
        case "lower" -> lowers.add(Path.of(value));
        case "upper" -> upper = once(key, upper, value, uri);
        case "work" -> work = once(key, work, value, uri);
        case "sync" -> sync = once(key, sync, value, uri);
        default ->
            throw new IllegalArgumentException(
                "unknown \"" + key + "\" (known: lower, upper, work, sync) in " + uri);
      }
    }
    if (lowers.isEmpty() || upper == null || work == null) {
      throw new IllegalArgumentException("lower, upper and work are needed in " + uri);
    }
    return new MountPoint(lowers, Path.of(upper), Path.of(work), options(sync, uri));
  }

  private static UnionOptions options(String sync, URI uri) {
    UnionOptions options = UnionOptions.defaults();
    if (sync == null) {
      return options;
    }
    for (UnionOptions.Sync value : UnionOptions.Sync.values()) {
      if (value.word().equals(sync.toLowerCase(Locale.ROOT))) {
        return options.withSync(value);
      }
    }
    throw new IllegalArgumentException(
        "sync is \"" + sync + "\" (known: auto, strict, volatile) in " + uri);
  }

  private static String once(String key, String before, String value, URI uri) {
    if (before != null) {
      throw new IllegalArgumentException("\"" + key + "\" twice in " + uri);
    }
    return value;
  }

  private static void append(StringBuilder uri, String text) {
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
      if (plain) {
        uri.append(character);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", (int) character));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
