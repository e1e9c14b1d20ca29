package dev.layertax.harness.engine.docker;

import java.util.concurrent.CountDownLatch;

/** A container's first process: it does nothing until the engine ends it. */
final class Keeper {

  private Keeper() {}

  public static void main(String[] args) throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
