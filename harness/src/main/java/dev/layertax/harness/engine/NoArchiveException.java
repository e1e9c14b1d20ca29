package dev.layertax.harness.engine;

import java.io.IOException;

/** The engine has no way to the files of such a mount, whatever is in it. */
public final class NoArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason in one clause
   */
  public NoArchiveException(String reason) {
    super(reason);
  }
}
