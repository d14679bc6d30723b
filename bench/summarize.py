"""Times `heard summarize` beside DuckDB: the same questions about the same file.

    cargo build --profile native -p heard
    python3 -m venv VENV && VENV/bin/pip install -r bench/requirements.txt
    VENV/bin/python bench/summarize.py [--rows N] [--rounds N] [--heard PROGRAM]

Both take turns, each in a process of its own, and both are given what they need to
know of the questions: Heard by its questionnaire, DuckDB by the types of its columns.
Asked are: each response once by its id; how many complete, partial and for training;
of every scale its n, counts and mean; of every question of choices the count of each;
how many gave words. The answers are compared. Heard's also hold intervals, medians and
trust signals, which DuckDB is not asked for.

DuckDB is timed twice: once with `DISTINCT ON (id)`, which is what Heard does, and once
where it only counts the different ids and every row, without taking out the repeated
ones. Nothing fails by its speed. What came out stands in docs/bench.md.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SCALES = ["satisfaction", "attitude", "efficiency", "knowledge", "environment", "recommend"]
SINGLE = ["contact", "promised_time"]
SEVERAL = ["reasons", "praise"]
WORDS = ["contact_phone", "comment"]
CODES = SCALES + SINGLE + SEVERAL
BESIDES = WORDS + ["id", "outcome", "training"]


def rows_of(source):
    """What is read: the columns that are asked for, each as short as it can be."""
    scales = ", ".join(f"'{name}': 'UTINYINT'" for name in SCALES)
    return f"read_csv('{source}', header = true, types = {{{scales}, 'id': 'UUID'}})"


def ask_duckdb(source, each_once):
    """The answers of DuckDB, in the shape of `heard summarize`."""
    import duckdb

    db = duckdb.connect()
    db.execute("SET threads = 2")
    db.execute("SET preserve_insertion_order = false")
    once = "DISTINCT ON (id)" if each_once else ""
    columns = ", ".join(BESIDES + CODES)
    db.execute(f"CREATE TEMP TABLE met AS SELECT {once} {columns} FROM {rows_of(source)}")
    ids = "count(*)" if each_once else "count(DISTINCT id)"
    responses = db.execute(
        f"""SELECT {ids}, count(*) FILTER (NOT training),
        count(*) FILTER (NOT training AND outcome = 'complete'),
        count(*) FILTER (NOT training AND outcome = 'partial'),
        count(*) FILTER (training) FROM met"""
    ).fetchone()
    questions = {}
    for name in WORDS:
        counted = f"SELECT count({name}) FROM met WHERE NOT training"
        questions[name] = {"n": db.execute(counted).fetchone()[0], "counts": {}}
    for name in CODES:
        given = f"NOT training AND {name} IS NOT NULL"
        counted = f"SELECT {name}, count(*) FROM met WHERE {given} GROUP BY 1"
        counts = {}
        n = 0
        for cell, count in db.execute(counted).fetchall():
            n += count
            cell = str(cell).lower() if isinstance(cell, bool) else str(cell)
            for code in cell.split("|") if name in SEVERAL else [cell]:
                counts[code] = counts.get(code, 0) + count
        questions[name] = {"n": n, "counts": counts}
        if name in SCALES:
            mean = f"SELECT avg({name}) FROM met WHERE NOT training"
            questions[name]["mean"] = db.execute(mean).fetchone()[0]
    names = ["total", "complete", "partial", "training"]
    of_outcomes = dict(zip(names, responses[1:]))
    return {"ids": responses[0], "responses": of_outcomes, "questions": questions}


def of_heard(text):
    """The same of what Heard wrote."""
    report = json.loads(text)
    questions = {}
    for question in report["questions"]:
        answer = {"n": question["n"], "counts": question["counts"]}
        if question["name"] in SCALES:
            answer["mean"] = question["mean"]["value"]
        questions[question["name"]] = answer
    responses = report["responses"]
    ids = responses["total"] + responses["training"]
    return {"ids": ids, "responses": responses, "questions": questions}


def timed(command):
    """Seconds by the clock, those of processors, the most memory in MB; what was written."""
    with tempfile.TemporaryFile() as written:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=written)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        if status != 0:
            sys.exit(f"{command[0]}: status {status}")
        written.seek(0)
        spent = used.ru_utime + used.ru_stime
        return (seconds, spent, used.ru_maxrss / 1000), written.read().decode()


def compare(one, other):
    """Ends where two do not answer alike; means to twelve digits."""
    for name, question in one["questions"].items():
        of_other = other["questions"][name]
        means = [answer.pop("mean", 0.0) for answer in (question, of_other)]
        if question != of_other or abs(means[0] - means[1]) > 1e-12 * max(1.0, abs(means[0])):
            sys.exit(f"{name}: {question} {means[0]} is not {of_other} {means[1]}")
    if one != other:
        sys.exit(f"{one} is not {other}")


def measure(heard, source, rounds):
    """Lets each answer in turn and prints a table."""
    this = [sys.executable, __file__, "--ask", source]
    asked = {
        "Heard": [heard, "summarize", source],
        "DuckDB, each response once": [*this, "--once"],
        "DuckDB, ids only counted": this,
    }
    taken = {name: [] for name in asked}
    for _ in range(rounds):
        answers = []
        for name, command in asked.items():
            figures, text = timed(command)
            taken[name].append(figures)
            answers.append(of_heard(text) if name == "Heard" else json.loads(text))
            told = "{:.1f} s, of processors {:.1f} s, {:.0f} MB".format(*figures)
            print(f"{name}: {told}", file=sys.stderr)
        for other in answers[1:]:
            compare(json.loads(json.dumps(answers[0])), other)
    load = os.getloadavg()[0]
    print(f"load average {load:.1f}; the same answers {rounds} times\n")
    print("| | median, s | from – to | Heard takes × of it | processors, s | memory, MB |")
    print("|---|--:|--:|--:|--:|--:|")
    middle = {name: [statistics.median(it) for it in zip(*taken[name])] for name in asked}
    for name, of_name in taken.items():
        least, most = min(of_name)[0], max(of_name)[0]
        seconds, spent, _ = middle[name]
        times = middle["Heard"][0] / seconds
        memory = max(memory for *_, memory in of_name)
        span = f"{least:.1f} – {most:.1f}"
        print(f"| {name} | {seconds:.1f} | {span} | {times:.2f} | {spent:.1f} | {memory:.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--heard", default="target/native/heard")
    parser.add_argument("--file", help="responses that are there already")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        json.dump(ask_duckdb(given.ask, given.once), sys.stdout)
        return
    if given.file:
        measure(given.heard, given.file, given.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "responses-raw.csv"
        with source.open("wb") as responses:
            demo = [given.heard, "demo", "--rows", str(given.rows), "--seed", "1"]
            subprocess.run(demo, stdout=responses, check=True)
        measure(given.heard, str(source), given.rounds)


if __name__ == "__main__":
    main()
