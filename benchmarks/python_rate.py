#!/usr/bin/env python3
"""How fast the Python package and the Spark job are, beside the command on the same pages.

usage: python_rate.py [--pages N] [--spark] [--soak [EXTRACTIONS]]

Runs in the environment the package is installed in; `scripts/bench --python` does that. Rates are of
processor time, so that what else a machine does counts little. Every way's answers are compared with
the command's before a rate is printed.
"""
import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import bangvang
import bangvang.results

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python/tests/spark"))
import pages  # noqa: E402

BIN = pathlib.Path(sys.executable).parent


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digest(lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def command_run(folder):
    """Answers of `bangvang extract` on one thread, and the seconds they took, its start left out."""
    begin = children_seconds()
    subprocess.run([BIN / "bangvang", "extract", "-"], input=b"x", capture_output=True)
    start = children_seconds() - begin
    begin = children_seconds()
    told = subprocess.run([BIN / "bangvang", "extract", "--jobs", "1", folder], capture_output=True,
                          text=True).stdout.splitlines()
    return told, children_seconds() - begin - start


def command_rate(folder):
    told, seconds = min((command_run(folder) for _ in range(3)), key=lambda pair: pair[1])
    return told, len(told) / seconds


# What each way does with an extraction within the time, and what shows that it says what the line says.
KINDS = [field.name for field in dataclasses.fields(bangvang.results.Facts)]
WAYS = {
    "as lines": (lambda e: e.to_json(), lambda e: e.to_json()),
    "as dictionaries": (lambda e: e.to_dict(), lambda e: json.dumps(
        e.to_dict(), ensure_ascii=False, separators=(",", ":"))),
    "as typed facts": (lambda e: e.facts, lambda e: [
        dataclasses.asdict(fact) for kind in KINDS for fact in getattr(e.facts, kind)]),
}


def as_typed(value):
    """What stands in a line, as dataclasses.asdict tells it of the types."""
    if isinstance(value, list):
        return tuple(as_typed(item) for item in value)
    if isinstance(value, dict):
        return {name: {part: (place["begin"], place["end"]) for part, place in item.items()}
                if name == "parts" else as_typed(item) for name, item in value.items()}
    return value


def python(folder, rounds=7):
    """Rounds of all ways one after another, so that what else the machine does meets each of them."""
    extractor = bangvang.Extractor()

    def extractions():
        return (e for e in extractor.extract_batch(bangvang.documents(folder, errors="skip"), threads=1,
                                                   errors="yield") if isinstance(e, bangvang.Extraction))

    seconds = {name: [] for name in WAYS}
    base = []
    for _ in range(rounds):
        told, used = command_run(folder)
        base.append(used)
        for name, (use, _) in WAYS.items():
            begin = time.process_time()
            for extraction in extractions():
                use(extraction)
            seconds[name].append(time.process_time() - begin)
    said = [json.loads(line) for line in told]
    expected = {"as lines": told,
                "as dictionaries": [json.dumps(s, ensure_ascii=False, separators=(",", ":")) for s in said],
                "as typed facts": [[as_typed(f) for kind in KINDS for f in s["facts"][kind]] for s in said]}
    for name, (_, shown) in WAYS.items():
        if [shown(e) for e in extractions()] != expected[name]:
            sys.exit(f"{name}: other answers than the command's")
    best = min(base)
    print("| way | articles a second and core | of the command |\n|---|---|---|")
    print(f"| `bangvang extract --jobs 1` | {len(told) / best:.0f} | |")
    for name, used in seconds.items():
        print(f"| `extract_batch`, {name} | {len(told) / min(used):.0f} | {100 * best / min(used):.0f} % |")


def processor_seconds(processes):
    """What the sessions of a cluster's workers have used so far, with all they started: in Java, in Python."""
    sessions = {process.pid for process in processes}
    ticks = {"java": 0, "python": 0}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, fields = stat.read_text().split("(", 1)[1].rsplit(") ", 1)
        except OSError:
            continue
        fields = fields.split()
        if int(fields[3]) in sessions:
            # Of children that have ended only Python's count: its workers end, executors outlive the job.
            ticks["java" if name == "java" else "python"] += sum(map(int, fields[11:13 if name == "java" else 15]))
    return [value / os.sysconf("SC_CLK_TCK") for value in ticks.values()]


def spark_run(scratch, folder, workers, name):
    """The extractions, and the processor seconds of Java and Python, all executors together."""
    import cluster
    out = scratch / f"out-{name}"
    with cluster.Cluster(scratch / f"cluster-{name}", workers=workers) as spark:
        idle = processor_seconds(spark.workers)
        begin = time.monotonic()
        job = subprocess.Popen([BIN / "bangvang-spark", *spark.options("-XX:+UseSerialGC"), "--",
                                "--without-text", "--out", out, folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, env=cluster.ENVIRONMENT)
        used = idle
        while job.poll() is None:
            used = list(map(max, used, processor_seconds(spark.workers)))
            time.sleep(0.1)
        wall = time.monotonic() - begin
        if job.returncode not in (0, 1):
            sys.exit("the job failed")
    import pyarrow.dataset
    rows = pyarrow.dataset.dataset(out / "articles", format="parquet").to_table(["extraction"])
    return sorted(rows["extraction"].to_pylist()), [b - a for a, b in zip(idle, used)], wall


def spark(scratch, folder, count):
    """Executors' processor time for all pages less that for a tenth of them: without their start."""
    told, base = command_rate(folder)
    pages.write(scratch / "few", count // 10, 12)
    print(f"`bangvang extract --jobs 1`: {base:.0f} articles a second and core\n\n"
          "| executors of one core | wall seconds | articles a second and core | of the command | of that time in "
          "Python | in Java | processor seconds of starts |\n|---|---|---|---|---|---|---|")
    for workers in (1, 2):
        few, few_used, _ = spark_run(scratch, scratch / "few", workers, f"few-{workers}")
        found, used, wall = spark_run(scratch, folder, workers, str(workers))
        if found != sorted(told):
            sys.exit(f"{workers} executors: other answers than the command's")
        java, python = (more - less for more, less in zip(used, few_used))
        rate = (len(found) - len(few)) / (java + python)
        start = sum(few_used) - len(few) / rate
        print(f"| {workers} | {wall:.0f} | {rate:.0f} | {100 * rate / base:.0f} % | "
              f"{100 * python / (java + python):.0f} % | {100 * java / (java + python):.0f} % | {start:.0f} |")


def resident():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 10


def soak(extractions):
    """Many extractions in one process; fails when the resident memory of the second half grows."""
    articles = [p.read_text() for p in sorted((ROOT / "corpus").glob("[ab]*/*.txt"))]
    # Their paragraphs too, each as an article of its own: many calls in little time.
    texts = articles + [line for article in articles for line in article.splitlines() if line.strip()]
    extractor = bangvang.Extractor()
    first = digest(e.to_json() for e in extractor.extract_batch(texts))
    done, sizes = 0, []
    while done < extractions:
        said = digest(e.to_json() for e in extractor.extract_batch(texts))
        if said != first:
            sys.exit(f"after {done} extractions: other answers than at first")
        done += len(texts)
        if done * 20 // extractions > len(sizes):
            bangvang.Extractor().extract(texts[0]).facts  # made and dropped on the way
            sizes.append(resident())
            print(f"{done} extractions: {sizes[-1]} KB resident", flush=True)
    grown = max(sizes[len(sizes) // 2:]) - max(sizes[:len(sizes) // 2])
    print(f"the second half grew by {grown} KB")
    if grown > 4096:
        sys.exit("memory grows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--soak", type=int, nargs="?", const=1_000_000)
    options = parser.parse_args()
    if options.soak:
        return soak(options.soak)
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        pages.write(scratch / "in", options.pages, 12)
        if options.spark:
            spark(scratch, scratch / "in", options.pages)
        else:
            python(scratch / "in")


if __name__ == "__main__":
    main()
