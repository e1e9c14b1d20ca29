package com.example.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What does it cost to keep one entry so that a power cut does not lose it? */
@State(Scope.Benchmark)
public class Journal {

  /** An empty directory, as a URI; Layertax says where. */
  @Param("file:///tmp")
  public String location;

  private final ByteBuffer entry = ByteBuffer.allocate(512);
  private FileChannel journal;

  @Setup
  public void open() throws IOException {
    Path file = Path.of(URI.create(location)).resolve("journal");
    journal = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @TearDown
  public void close() throws IOException {
    journal.close();
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public void append() throws IOException {
    journal.write(entry.clear());
    journal.force(false);
  }
}
