# counts.py FILE: asks a file of SQLite what it has of each relation, and questions of
# the cookbook that both databases understand; prints a line for each answer.
import sqlite3
import sys

QUESTIONS = """
SELECT authority, kind, count(*), CAST(sum(total_usd) AS bigint) FROM notice
    GROUP BY 1, 2 ORDER BY 1, 2
SELECT purchaser_iso3, count(*) FROM notice WHERE purchaser_iso3 IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 8
SELECT i.family, count(*), CAST(sum(i.quantity) AS bigint) FROM notice n
    JOIN notice_item i ON i.notice_id = n.notice_id WHERE i.family IS NOT NULL
    GROUP BY 1 ORDER BY 1
SELECT fiscal_year, statement, part_or_publisher, round(usd / 1e6, 0) FROM fms_totals
    WHERE measure = 'total' AND fiscal_year IN (2016, 2017) ORDER BY 1, 2, 3
SELECT supplier, recipient, count(*) FROM flow GROUP BY 1, 2 ORDER BY 1, 2
SELECT source, count(*) FROM document GROUP BY 1 ORDER BY 1
"""


def questions():
    whole = ""
    for line in QUESTIONS.strip().splitlines():
        if not line.startswith(" ") and whole:
            yield whole
            whole = ""
        whole += line + " "
    yield whole


if sys.argv[1] == "--questions":
    for question in questions():
        print(question + ";")
    sys.exit()
db = sqlite3.connect(sys.argv[1])
assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
assert db.execute("PRAGMA foreign_key_check").fetchall() == []
for (relation,) in db.execute("SELECT relation FROM relation_meaning ORDER BY 1"):
    (count,) = db.execute(f'SELECT count(*) FROM "{relation}"').fetchone()
    print(f"{relation}|{count}")
for question in questions():
    for row in db.execute(question):
        print("|".join("" if v is None else
                       str(int(v) if isinstance(v, float) else v) for v in row))
