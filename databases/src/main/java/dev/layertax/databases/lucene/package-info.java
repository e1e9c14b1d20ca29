/**
 * Lucene, the search engine's index within Elasticsearch, OpenSearch and Solr, in Java: what a
 * commit and a merge cost where, the simulated layer included.
 *
 * <p>Read {@link dev.layertax.databases.lucene.LuceneIndex}, then {@link
 * dev.layertax.databases.lucene.LuceneFirstCommit} and {@link
 * dev.layertax.databases.lucene.LuceneMerge}; {@code Index} is the index of all, and {@link
 * dev.layertax.databases.lucene.LuceneWorkloads} describes them.
 */
package dev.layertax.databases.lucene;
