"""PostgreSQL's pg_trgm: `similar`, the % operator over a GIN index; `nearest`, the <-> operator over a GiST index.

The server is private, started by names-peers.sh; PGHOST names its socket.
"""
import os
import sys

import psycopg

import driver

mode, universe, folder, variant = sys.argv[1:5]
database = psycopg.connect(dbname="postgres", user="postgres", autocommit=True)
if mode == "build":
    database.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    if not database.execute("SELECT to_regclass('names')").fetchone()[0]:
        database.execute("CREATE TABLE names(key bigint, name text, text text)")
        with database.cursor().copy("COPY names FROM STDIN") as copy:
            for row in driver.parties(universe):
                copy.write_row(row)
        database.execute("VACUUM ANALYZE names")
    database.execute("DROP INDEX IF EXISTS names_gin")
    database.execute("DROP INDEX IF EXISTS names_gist")
    database.execute("SET maintenance_work_mem = '512MB'")
    if variant == "similar":
        database.execute("CREATE INDEX names_gin ON names USING gin (text gin_trgm_ops)")
    else:
        database.execute("CREATE INDEX names_gist ON names USING gist (text gist_trgm_ops(siglen = 64))")
    database.execute("ANALYZE names")
else:
    for setting in ("jit = off", "enable_seqscan = off", "max_parallel_workers_per_gather = 0"):
        database.execute("SET " + setting)
    database.prepare_threshold = 0
    statement = {
        "similar": "SELECT key, name, similarity(text, %(query)s) AS score FROM names WHERE text %% %(query)s"
                   " ORDER BY score DESC, key LIMIT %(count)s",
        "nearest": "SELECT key, name, 1 - (text <-> %(query)s) FROM names ORDER BY text <-> %(query)s LIMIT %(count)s",
    }[variant]
    schedule = f"/proc/{database.info.backend_pid}/schedstat"

    def backend_seconds():
        try:
            with open(schedule) as file:
                return int(file.read().split()[0]) / 1e9
        except OSError:
            return 0.0

    driver.answer(
        lambda query, count: database.execute(statement, {"query": query, "count": count}).fetchall(), backend_seconds)
