#!/usr/bin/env python3
"""PISA through the compiled module of the Python package pyterrier-pisa, without the rest of that package.

    pisa_peer.py build DOCUMENTS.tsv FOLDER | version FOLDER | answer FOLDER

It holds the words of `text` alone, no positions, no fields, no days: terms, AND and OR are what it can do. For each
shape the fastest of its algorithms is taken: block-max WAND for a term, ranked AND, MAXSCORE for OR.
"""
import ctypes
import importlib.metadata
import importlib.util
import os
import shutil
import sys
import threading

import numpy

from answering import answer
from flatten_documents import rows

PACKAGE = "pyterrier-pisa"
ENCODING = "block_simdbp"
SETTINGS = {"encoding": ENCODING, "scorer_name": "bm25", "stemmer": "", "bm25_k1": 1.2, "bm25_b": 0.75, "block_size": 64}
CANNOT = ("phrase2", "phrase3", "mixed", "prefix", "fuzzy1", "issuer", "daterange", "count_and2", "count_or2",
          "count_phrase2", "person", "person_fuzzy")


def module():
    """The compiled module; importing the package itself would want PyTerrier and Java.

    Its library for threads is that of the package `tbb`, which the loader does not find by itself.
    """
    ctypes.CDLL(os.path.join(sys.prefix, "lib", "libtbb.so.2"), ctypes.RTLD_GLOBAL)
    path = next(str(file.locate()) for file in importlib.metadata.files(PACKAGE) if file.name.endswith(".so"))
    spec = importlib.util.spec_from_file_location("pyterrier_pisa._pisathon", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def build(documents, folder):
    pisa = module()
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    pipe = f"{folder}/documents"
    os.mkfifo(pipe)

    def feed():
        with open(pipe, "w", encoding="ascii") as out:
            for accession, _, _, _, text in rows(documents):
                out.write(f"{accession} {text}\n")

    feeder = threading.Thread(target=feed)
    feeder.start()
    # All in one batch: with several it waits for itself when it is pinned to one core.
    pisa.index(pipe, folder, "", 2_000_000, 1)
    feeder.join()
    os.unlink(pipe)
    pisa.prepare_index(pisa.RetrievalContext(), index_dir=folder, **SETTINGS)
    for name in os.listdir(folder):
        if not name.startswith(("bm25.", "fwd.doclex", "fwd.termlex")):
            os.unlink(f"{folder}/{name}")  # What the index was made from, and answering does without.


def serve(folder):
    pisa = module()
    context = pisa.RetrievalContext()
    pisa.prepare_index(context, index_dir=folder, **SETTINGS)

    def search(clauses, days, k):
        algorithm = "block_max_wand" if len(clauses) == 1 else "ranked_and" if clauses[0].sign == "+" else "maxscore"
        places, ranks = numpy.empty(k, numpy.int32), numpy.empty(k, numpy.int32)
        names, scores = numpy.empty(k, object), numpy.empty(k, numpy.float32)
        found = pisa.retrieve(
            context, algorithm, [(0, {part.words[0]: 1.0 for part in clauses})], k=k, threads=1, pretokenised=1,
            query_weighted=0, result_qidxs=places, result_docnos=names, result_ranks=ranks, result_scores=scores)
        return None, [(names[place], float(scores[place])) for place in range(found)]

    answer(search, cannot=CANNOT)


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(*sys.argv[2:4])
    elif sys.argv[1] == "version":
        print("PISA of", PACKAGE, importlib.metadata.version(PACKAGE))
    else:
        serve(sys.argv[2])
