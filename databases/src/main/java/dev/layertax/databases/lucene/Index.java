package dev.layertax.databases.lucene;

import dev.layertax.databases.records.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.Bits;

/**
 * A Lucene index of records, each a document with a stored key and a stored, indexed text.
 *
 * <p>Note: {@code NIOFSDirectory} on every target, so that the storage alone differs; Lucene's own
 * choice maps files, which the simulated layer leaves to the operating system for real files only.
 *
 * <p>Note: merges run in the thread that commits, where Lucene's own settings give them threads of
 * their own: with two cores those would take one from what is measured, at times that chance picks.
 */
final class Index implements AutoCloseable {
  private static final String KEY = "key";
  private static final String TEXT = "text";

  private final FSDirectory directory;
  private final IndexWriter writer;

  private Index(FSDirectory directory, IndexWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  /** Opens the index, or makes it, with Lucene's own policy of merges. */
  static Index open(Path path) throws IOException {
    return open(path, settings());
  }

  /** Opens the index, or makes it. */
  static Index open(Path path, MergePolicy merges) throws IOException {
    return open(path, settings().setMergePolicy(merges));
  }

  private static Index open(Path path, IndexWriterConfig settings) throws IOException {
    FSDirectory directory = new NIOFSDirectory(path);
    try {
      return new Index(directory, new IndexWriter(directory, settings));
    } catch (IOException | RuntimeException e) {
      try (directory) {
        throw e;
      }
    }
  }

  private static IndexWriterConfig settings() {
    return new IndexWriterConfig(new StandardAnalyzer())
        .setMergeScheduler(new SerialMergeScheduler());
  }

  /**
   * Deletes the lock file that a closed index leaves behind, so that no image ships it.
   *
   * <p>Note: with one, Lucene cannot write to the index on a copy-on-write layer, the kernel's and
   * the simulated one alike: it notes when the lock file was made, opens it for writing, which
   * copies it, and takes the copy's birth time for the work of an intruder ({@code
   * NativeFSLockFactory}: "Underlying file changed by an external force"), on each JDK that tells
   * birth times.
   */
  static void deleteLock(Path path) throws IOException {
    Files.delete(path.resolve(IndexWriter.WRITE_LOCK_NAME));
  }

  /** Adds the record, or replaces the one of its key. */
  void put(Records.Version version) throws IOException {
    Document document = new Document();
    document.add(new StringField(KEY, version.key(), Field.Store.YES));
    document.add(
        new TextField(
            TEXT, new String(Texts.of(version), StandardCharsets.US_ASCII), Field.Store.YES));
    writer.updateDocument(new Term(KEY, version.key()), document);
  }

  /** Makes durable what was put. */
  void commit() throws IOException {
    writer.commit();
  }

  /** Merges all segments to one, and commits that. */
  void merge() throws IOException {
    writer.forceMerge(1);
    writer.commit();
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      writer.close();
    }
  }

  /**
   * Opens the index anew and holds all it has against the model: the whole index by Lucene's {@code
   * CheckIndex}, then the stored documents.
   *
   * @return what was found, in words
   * @throws IllegalStateException when it is not what was written
   */
  static String verified(Path path, Records records) throws IOException {
    try (FSDirectory directory = new NIOFSDirectory(path)) {
      checkIndex(directory);
      Records.Sum sum = new Records.Sum();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (LeafReaderContext leaf : reader.leaves()) {
          add(leaf.reader(), sum);
        }
      }
      return records.check(sum) + ", CheckIndex clean";
    }
  }

  private static void checkIndex(FSDirectory directory) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    CheckIndex.Status status;
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(said, true, StandardCharsets.UTF_8));
      status = check.checkIndex();
    }
    if (!status.clean) {
      throw new IllegalStateException(
          "the index is damaged: CheckIndex says "
              + complaint(said.toString(StandardCharsets.UTF_8)));
    }
  }

  /** The line of a report that names a failure, or the last one. */
  private static String complaint(String report) {
    return report
        .lines()
        .filter(line -> line.contains("Exception") || line.contains("ERROR"))
        .findFirst()
        .orElse(report)
        .strip();
  }

  private static void add(LeafReader leaf, Records.Sum sum) throws IOException {
    Bits live = leaf.getLiveDocs();
    for (int number = 0; number < leaf.maxDoc(); number++) {
      if (live == null || live.get(number)) {
        Document document = leaf.storedFields().document(number);
        sum.add(bytes(document.get(KEY)), bytes(document.get(TEXT)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
