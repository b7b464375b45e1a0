// Lucene, one segment and one thread:   LucenePeer build DOCUMENTS.tsv FOLDER | version FOLDER | answer FOLDER

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

public final class LucenePeer {
  /** More words than any fuzzy query of the logs meets: an answer is complete. */
  private static final int MOST_EXPANSIONS = 1000;

  private static final Pattern CLAUSE = Pattern.compile("([+-]?)(?:(\\w+):)?(\\[[^\\]]*\\]|\"[^\"]*\"|\\S+)");

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "build" -> build(Path.of(arguments[1]), Path.of(arguments[2]));
      case "version" -> System.out.println("Lucene " + Version.LATEST + " on Java " + System.getProperty("java.version"));
      default -> answer(Path.of(arguments[1]));
    }
  }

  // Building.

  private static FieldType indexed(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  private static void build(Path documents, Path folder) throws IOException {
    Analyzer analyzer = new WhitespaceAnalyzer();
    IndexWriterConfig settings = new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setRAMBufferSizeMB(1024).setUseCompoundFile(false).setMergeScheduler(new SerialMergeScheduler());
    Files.createDirectories(folder);
    Document document = new Document();
    Field text = new Field("text", "", indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS));
    Field issuer = new Field("issuer", "", indexed(IndexOptions.DOCS_AND_FREQS));
    Field owner = new Field("owner", "", indexed(IndexOptions.DOCS_AND_FREQS));
    NumericDocValuesField accession = new NumericDocValuesField("accession", 0);
    NumericDocValuesField day = new NumericDocValuesField("day", 0);
    LongPoint dayPoint = new LongPoint("day", 0);
    for (Field field : List.of(text, issuer, owner, accession, day, dayPoint)) document.add(field);
    try (BufferedReader lines = Files.newBufferedReader(documents, StandardCharsets.US_ASCII);
        IndexWriter writer = new IndexWriter(FSDirectory.open(folder), settings)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t", -1);
        accession.setLongValue(Long.parseLong(columns[0].replace("-", "")));
        day.setLongValue(Long.parseLong(columns[1]));
        dayPoint.setLongValue(Long.parseLong(columns[1]));
        issuer.setStringValue(columns[2]);
        owner.setStringValue(columns[3]);
        text.setStringValue(columns[4]);
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  // Queries of the logs.

  private record Clause(Occur occur, String field, String value) {
    Query query() {
      if (value.startsWith("\"")) return new PhraseQuery(field, value.substring(1, value.length() - 1).split(" "));
      if (value.endsWith("~1")) {
        return new FuzzyQuery(new Term(field, value.substring(0, value.length() - 2)), 1, 0, MOST_EXPANSIONS, true);
      }
      if (value.endsWith("*")) return new PrefixQuery(new Term(field, value.substring(0, value.length() - 1)));
      return new TermQuery(new Term(field, value));
    }
  }

  private record Logged(List<Clause> clauses, long first, long last) {
    Query query() {
      if (clauses.size() == 1 && first < 0) return clauses.get(0).query();
      BooleanQuery.Builder builder = new BooleanQuery.Builder();
      for (Clause clause : clauses) builder.add(clause.query(), clause.occur);
      if (first >= 0) {
        builder.add(
            new IndexOrDocValuesQuery(LongPoint.newRangeQuery("day", first, last),
                NumericDocValuesField.newSlowRangeQuery("day", first, last)),
            Occur.FILTER);
      }
      return builder.build();
    }
  }

  private static Logged parse(String query) {
    List<Clause> clauses = new ArrayList<>();
    long first = -1, last = -1;
    for (Matcher found = CLAUSE.matcher(query); found.find(); ) {
      String sign = found.group(1), field = found.group(2), value = found.group(3);
      if ("filed".equals(field)) {
        String[] days = value.substring(1, value.length() - 1).replace("-", "").split(" TO ");
        first = Long.parseLong(days[0]);
        last = Long.parseLong(days[1]);
      } else {
        Occur occur = sign.equals("+") ? Occur.MUST : sign.equals("-") ? Occur.MUST_NOT : Occur.SHOULD;
        clauses.add(new Clause(occur, field == null ? "text" : field, value));
      }
    }
    return new Logged(clauses, first, last);
  }

  // Answering.

  /** The string or number that follows a key in a line of JSON as compare.py writes it. */
  private static String value(String line, String key) {
    int place = line.indexOf("\"" + key + "\": ") + key.length() + 4;
    StringBuilder value = new StringBuilder();
    if (line.charAt(place) != '"') {
      while (",}".indexOf(line.charAt(place)) < 0) value.append(line.charAt(place++));
      return value.toString();
    }
    for (place++; line.charAt(place) != '"'; place++) {
      if (line.charAt(place) == '\\') place++;
      value.append(line.charAt(place));
    }
    return value.toString();
  }

  private static String accession(long number) {
    char[] digits = new char[20];
    for (int place = 19; place >= 0; place--) {
      if (place == 10 || place == 13) {
        digits[place] = '-';
      } else {
        digits[place] = (char) ('0' + number % 10);
        number /= 10;
      }
    }
    return new String(digits);
  }

  private static void answer(Path folder) throws IOException {
    DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    Map<String, Logged> parsed = new HashMap<>();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Logged logged = parsed.computeIfAbsent(value(line, "query"), LucenePeer::parse);
      int k = Integer.parseInt(value(line, "k"));
      ScoreDoc[] best = {};
      List<String> accessions = new ArrayList<>();
      long total = -1;
      long begin = System.nanoTime();
      if (k == 0) {
        total = searcher.count(logged.query());
      } else {
        best = searcher.search(logged.query(), new TopScoreDocCollectorManager(k, null, k)).scoreDocs;
        for (ScoreDoc hit : best) {
          LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
          NumericDocValues numbers = leaf.reader().getNumericDocValues("accession");
          numbers.advanceExact(hit.doc - leaf.docBase);
          accessions.add(accession(numbers.longValue()));
        }
      }
      double spent = (System.nanoTime() - begin) / 1000.0;
      List<String> hits = new ArrayList<>();
      for (int place = 0; place < best.length; place++) {
        hits.add("{\"accession\":\"" + accessions.get(place) + "\",\"score\":" + best[place].score + "}");
      }
      out.append(String.format(Locale.ROOT, "{\"id\":%s,\"total\":%s,\"exact\":%b,\"hits\":[%s],\"us\":%.3f}%n",
          value(line, "id"), total < 0 ? "null" : Long.toString(total), total >= 0, String.join(",", hits), spent));
      out.flush();
    }
  }
}
