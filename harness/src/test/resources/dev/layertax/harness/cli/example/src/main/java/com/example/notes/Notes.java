package com.example.notes;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An application's own question: what do its notes cost to keep? */
@State(Scope.Benchmark)
public class Notes {

  /** Where to write; whoever runs this says so. */
  @Param("file:///tmp")
  public String location;

  @Param({"100", "4000"})
  public int bytes;

  private Path directory;
  private FileChannel book;
  private ByteBuffer note;
  private int number;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = Path.of(URI.create(location));
    note = ByteBuffer.allocate(bytes);
    book =
        FileChannel.open(
            directory.resolve("book"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    book.close();
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public void append() throws IOException {
    book.write(note.clear());
    book.force(false);
  }

  @Benchmark
  @BenchmarkMode({Mode.Throughput, Mode.SingleShotTime})
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void leaf() throws IOException {
    Path leaf = directory.resolve("leaf-" + number++ % 16);
    Files.write(leaf, note.array());
    Files.delete(leaf);
  }

  /** Knows no place, and so is none for Layertax. */
  @State(Scope.Benchmark)
  public static class Elsewhere {
    @Benchmark
    public long now() {
      return System.nanoTime();
    }
  }
}
