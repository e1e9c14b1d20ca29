package dev.layertax.databases;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A fault that a disk makes. */
public final class Damage {

  private Damage() {}

  /** Turns one bit in the middle of the biggest file of a directory. */
  public static void plant(Path directory) throws IOException {
    Path biggest;
    try (Stream<Path> files = Files.list(directory)) {
      biggest = files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
    try (FileChannel channel =
        FileChannel.open(biggest, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long middle = channel.size() / 2;
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, middle);
      one.put(0, (byte) (one.get(0) ^ 1)).flip();
      channel.write(one, middle);
    }
  }
}
