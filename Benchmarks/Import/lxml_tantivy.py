"""Parses ownership XML of a tar with lxml and indexes it with Tantivy: lxml_tantivy.py TAR FOLDER CORES"""
import os
import sys

import tantivy

from peerlib import filings

tar, folder, cores = sys.argv[1], sys.argv[2], int(sys.argv[3])
builder = tantivy.SchemaBuilder()
for field in ("key", "form", "day"):
    builder.add_text_field(field, stored=True, tokenizer_name="raw")
for field in ("issuer", "owners", "text"):
    builder.add_text_field(field, stored=False, tokenizer_name="default", index_option="position")
builder.add_bytes_field("record", stored=True, indexed=False)
os.makedirs(folder)
index = tantivy.Index(builder.build(), path=folder)
writer = index.writer(heap_size=512 << 20, num_threads=cores)
count = 0
for group in filings(tar, cores):
    for key, form, day, issuer, owners, text, record in group:
        writer.add_document(
            tantivy.Document(
                key=key, form=form, day=day, issuer=issuer, owners=owners, text=text, record=record.encode()))
        count += 1
writer.commit()
writer.wait_merging_threads()
print(count)
