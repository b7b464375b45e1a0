#!/usr/bin/env python3
"""Tantivy through its Python package, one segment and one thread.

    tantivy_peer.py build DOCUMENTS.tsv FOLDER | version FOLDER | answer FOLDER
"""
import os
import shutil
import sys

import tantivy
from tantivy import FieldType, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from answering import accession_of, answer, number_of
from flatten_documents import rows

TOKENIZER = "blanks"
OCCUR = {"+": Occur.Must, "-": Occur.MustNot, "": Occur.Should}


def opened(folder, schema=None):
    """The index of a folder, made when a schema is given; documents are cut into words already."""
    index = tantivy.Index(schema, folder) if schema else tantivy.Index.open(folder)
    index.register_tokenizer(TOKENIZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index


def build(documents, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("text", tokenizer_name=TOKENIZER, index_option="position")
    fields.add_text_field("issuer", tokenizer_name=TOKENIZER, index_option="freq")
    fields.add_text_field("owner", tokenizer_name=TOKENIZER, index_option="freq")
    fields.add_unsigned_field("day", fast=True)
    fields.add_unsigned_field("accession", fast=True)
    index = opened(folder, fields.build())
    writer = index.writer(heap_size=2_000_000_000, num_threads=1)
    for accession, day, issuer, owner, text in rows(documents):
        document = tantivy.Document()
        document.add_text("text", text)
        document.add_text("issuer", issuer)
        document.add_text("owner", owner)
        document.add_unsigned("day", int(day))
        document.add_unsigned("accession", number_of(accession))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    print(f"{index.searcher().num_segments} segments")


def serve(folder):
    index = opened(folder)
    schema, searcher = index.schema, index.searcher()

    def clause(part):
        if part.kind == "phrase":
            return Query.phrase_query(schema, part.field, part.words)
        if part.kind == "term":
            return Query.term_query(schema, part.field, part.words[0], "freq")
        if part.kind == "fuzzy":
            return Query.fuzzy_term_query(schema, part.field, part.words[0], 1, True)
        return Query.fuzzy_term_query(schema, part.field, part.words[0], 0, True, prefix=True)

    def search(clauses, days, k):
        if len(clauses) == 1 and not days:
            query = clause(clauses[0])
        else:
            parts = [(OCCUR[part.sign], clause(part)) for part in clauses]
            if days:
                filter = Query.range_query(schema, "day", FieldType.Unsigned, *days)
                parts.append((Occur.Must, Query.const_score_query(filter, 0.0)))
            query = Query.boolean_query(parts)
        if k == 0:
            return searcher.search(query, 1, count=True).count, []
        found = searcher.search(query, k, count=False).hits
        numbers = searcher.fast_field_values("accession", [address for _, address in found]) if found else []
        return None, [(accession_of(number), score) for number, (score, _) in zip(numbers, found)]

    answer(search)


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(*sys.argv[2:4])
    elif sys.argv[1] == "version":
        print("Tantivy", tantivy.__version__)
    else:
        serve(sys.argv[2])
