package dev.layertax.databases.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the native file system and on the simulated layer. */
class StorageFilePathTest {
  @TempDir Path temp;
  private FileSystem layer;
  private Path root;
  private String name;

  @AfterEach
  void unmount() throws IOException {
    if (layer != null) {
      layer.close();
    }
  }

  private void on(String place) throws IOException {
    if (place.equals("native")) {
      root = temp;
    } else {
      Path lower = Files.createDirectory(temp.resolve("lower"));
      Files.writeString(lower.resolve("shipped"), "of the image");
      layer =
          UnionFileSystem.mount(
              List.of(lower),
              Files.createDirectory(temp.resolve("upper")),
              Files.createDirectory(temp.resolve("work")));
      root = layer.getPath("/");
    }
    name = StorageFilePath.serve(root.resolve("file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "layer"})
  void open_readsWritesTruncatesFlushesAnywhere(String place) throws IOException {
    on(place);
    assertThat(FileUtils.size(name)).isZero();
    try (FileChannel channel = FileUtils.open(name, "rw")) {
      channel.write(ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.UTF_8)), 90);
      channel.force(true);
      assertThat(channel.size()).isEqualTo(100).isEqualTo(FileUtils.size(name));
      channel.truncate(93);
      ByteBuffer read = ByteBuffer.allocate(10);
      assertThat(channel.read(read, 90)).isEqualTo(3);
      assertThat(new String(read.array(), 0, 3, StandardCharsets.UTF_8)).isEqualTo("012");
    }
    assertThat(Files.size(root.resolve("file"))).isEqualTo(93);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "layer"})
  void tryLock_fileLockedAlready_isRefused(String place) throws IOException {
    on(place);
    try (FileChannel channel = FileUtils.open(name, "rw");
        FileLock lock = channel.tryLock();
        FileChannel other = FileUtils.open(name, "rw")) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "layer"})
  void files_areCreatedListedMovedAndDeleted(String place) throws IOException {
    on(place);
    FilePath file = FilePath.get(name);
    String moved = name + "-moved";
    assertThat(file.exists()).isFalse();
    assertThat(file.createFile()).isTrue();
    assertThat(file.createFile()).isFalse();
    assertThat(file.isRegularFile()).isTrue();
    assertThat(file.isAbsolute()).isTrue();
    assertThat(file.canWrite()).isTrue();
    assertThat(file.lastModified()).isPositive();
    assertThat(file.getParent().isDirectory()).isTrue();
    assertThat(FileUtils.newDirectoryStream(file.getParent().toString())).contains(name);
    FileUtils.moveAtomicReplace(name, moved);
    assertThat(file.exists()).isFalse();
    assertThat(FileUtils.exists(moved)).isTrue();
    FileUtils.delete(moved);
    FileUtils.delete(moved);
    assertThat(FileUtils.exists(moved)).isFalse();
    FileUtils.createDirectories(name + "/a/b");
    assertThat(Files.isDirectory(root.resolve("file").resolve("a").resolve("b"))).isTrue();
    assertThat(FileUtils.toRealPath(name + "/a/../c")).isEqualTo(name + "/c");
    String temporary = FileUtils.createTempFile(name, ".temp", true);
    assertThat(temporary).startsWith(name + ".").endsWith(".temp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "layer"})
  void delete_directoryWithFiles_failsNamingIt(String place) throws IOException {
    on(place);
    FileUtils.createDirectories(name + "/a");
    assertThatThrownBy(() -> FileUtils.delete(name))
        .isInstanceOf(DbException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "layer"})
  void database_closedAndOpenedAgain_hasItsRows(String place) throws IOException, SQLException {
    on(place);
    String url = "jdbc:h2:" + name;
    try (Connection connection = new Driver().connect(url, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, big CLOB)");
      statement.execute(
          "INSERT INTO t SELECT x, repeat('abcdefgh', 5000) FROM system_range(1, 50)");
    }
    assertThat(Files.size(root.resolve("file.mv.db"))).isGreaterThan(4096);
    try (Connection connection = new Driver().connect(url, new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sum(length(big)) FROM t")) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(50 * 40_000);
    }
  }
}
