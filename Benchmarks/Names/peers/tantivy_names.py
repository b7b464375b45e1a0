"""Tantivy: `fuzzy`, each word as itself or within the usual edits; `trigrams`, the query's trigrams. Both ranked by BM25."""
import os
import shutil
import sys

import tantivy

import driver

mode, universe, folder, variant = sys.argv[1:5]
path = os.path.join(folder, "tantivy-" + variant)
builder = tantivy.SchemaBuilder()
builder.add_integer_field("key", stored=True)
builder.add_text_field("filed", stored=True, tokenizer_name="raw")
builder.add_text_field("name", tokenizer_name="default" if variant == "fuzzy" else "trigrams")
schema = builder.build()


def opened():
    index = tantivy.Index(schema, path=path)
    if variant == "trigrams":
        grams = tantivy.Tokenizer.ngram(min_gram=3, max_gram=3, prefix_only=False)
        index.register_tokenizer("trigrams", tantivy.TextAnalyzerBuilder(grams).build())
    return index


if mode == "build":
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    index = opened()
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for key, name, text in driver.parties(universe):
        writer.add_document(tantivy.Document(key=key, filed=name, name=text))
    writer.commit()
    writer.wait_merging_threads()
else:
    index = opened()
    index.reload()
    searcher = index.searcher()

    def clauses(query):
        if variant == "trigrams":
            grams = dict.fromkeys(query[start:start + 3] for start in range(len(query) - 2))
            return [tantivy.Query.term_query(schema, "name", gram) for gram in grams]
        queries = []
        for word in dict.fromkeys(query.split()):
            queries.append(tantivy.Query.term_query(schema, "name", word))
            edits = driver.edits_allowed(word)
            if edits:
                queries.append(
                    tantivy.Query.fuzzy_term_query(schema, "name", word, distance=edits, transposition_cost_one=True))
        return queries

    def search(query, count):
        parts = [(tantivy.Occur.Should, clause) for clause in clauses(query)]
        if not parts:
            return []
        found = []
        for score, address in searcher.search(tantivy.Query.boolean_query(parts), count).hits:
            document = searcher.doc(address)
            found.append((document["key"][0], document["filed"][0], score))
        return found

    driver.answer(search)
