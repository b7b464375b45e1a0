import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/** Lucene: each word as itself or by FuzzyQuery within the usual edits, ranked by BM25. Protocol as in driver.py. */
public final class LuceneNames {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2], "lucene");
        if (arguments[0].equals("build")) {
            build(Path.of(arguments[1]), folder);
        } else {
            answer(folder);
        }
    }

    private static String plain(String text) {
        String marked = Normalizer.normalize(text.replace("ß", "ss").replace('ø', 'o').replace('Ø', 'O')
            .replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFKD);
        return marked.replaceAll("[\\p{M}'’‘`´]", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static void build(Path universe, Path folder) throws Exception {
        IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer());
        settings.setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(256);
        try (IndexWriter writer = new IndexWriter(new MMapDirectory(folder), settings);
            BufferedReader lines = Files.newBufferedReader(universe)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", 3);
                Document document = new Document();
                document.add(new StoredField("key", Long.parseLong(fields[0])));
                document.add(new StoredField("filed", fields[1]));
                document.add(new TextField("name", plain(fields[1]), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
    }

    private static void answer(Path folder) throws Exception {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder)));
        searcher.setQueryCache(null);
        ObjectMapper mapper = new ObjectMapper();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode request = mapper.readTree(line);
            ObjectNode response = mapper.createObjectNode().put("id", request.get("id").asText());
            ArrayNode hits = response.putArray("hits");
            long processor = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            for (String word : new LinkedHashSet<>(java.util.List.of(plain(request.get("query").asText()).split(" ")))) {
                if (word.isEmpty()) {
                    continue;
                }
                Term term = new Term("name", word);
                query.add(new TermQuery(term), BooleanClause.Occur.SHOULD);
                int edits = word.length() < 3 ? 0 : word.length() < 6 ? 1 : 2;
                if (edits > 0) {
                    query.add(new FuzzyQuery(term, edits), BooleanClause.Occur.SHOULD);
                }
            }
            for (ScoreDoc found : searcher.search(query.build(), request.get("k").asInt()).scoreDocs) {
                Document document = searcher.storedFields().document(found.doc);
                hits.addObject().put("cik", document.getField("key").numericValue().longValue())
                    .put("name", document.get("filed")).put("score", found.score);
            }
            response.put("microseconds", (System.nanoTime() - start) / 1000.0);
            response.put("processorMicroseconds", (threads.getCurrentThreadCpuTime() - processor) / 1000.0);
            System.out.println(mapper.writeValueAsString(response));
            System.out.flush();
        }
    }
}
