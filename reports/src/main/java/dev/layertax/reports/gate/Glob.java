package dev.layertax.reports.gate;

/**
 * A name with wildcards: {@code *} for any letters, {@code ?} for one; all else is literal, case
 * included.
 *
 * @param text as the user wrote it
 */
record Glob(String text) {

  /** Matches in time proportional to both lengths, whatever the pattern. */
  boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int starIn = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        starIn = in;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        // The last star takes one letter more.
        at = star + 1;
        in = ++starIn;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  boolean isLiteral() {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
