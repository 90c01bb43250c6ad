"""The package under fork and spawn, in threads, and taken apart in any order."""
import concurrent.futures
import gc
import multiprocessing
import pathlib
import subprocess
import sys
import threading
import unittest

import bangvang

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = [path.read_text() for path in sorted((ROOT / "corpus/awards").glob("*.txt"))]
shared = None


def extracted(text):
    return shared.extract(text).to_json()


def with_own(pair):
    extractor, text = pair
    return extractor.extract(text).to_json()


class Processes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        global shared
        shared = bangvang.Extractor()
        cls.expected = [extracted(text) for text in TEXTS]

    def test_fork_inherits_an_extractor_that_threads_have_used(self):
        list(shared.extract_batch(TEXTS, threads=3))
        with multiprocessing.get_context("fork").Pool(2) as pool:
            self.assertEqual(pool.map(extracted, TEXTS), self.expected)

    def test_threads_in_a_forked_child(self):
        context = multiprocessing.get_context("fork")
        queue = context.Queue()
        child = context.Process(target=lambda: queue.put(
            [e.to_json() for e in shared.extract_batch(TEXTS, threads=2)]))
        child.start()
        self.assertEqual(queue.get(timeout=120), self.expected)
        child.join(60)
        self.assertEqual(child.exitcode, 0)

    def test_spawn_gets_it_by_pickling(self):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            self.assertEqual(pool.map(with_own, [(shared, text) for text in TEXTS[:2]]),
                             self.expected[:2])

    def test_threads_share_one(self):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for _ in range(3):
                self.assertEqual(list(pool.map(extracted, TEXTS)), self.expected)

    def test_many_at_once_made_and_dropped_in_threads(self):
        def life(results):
            extractor = bangvang.Extractor()
            results.append(extractor.extract(TEXTS[0]).to_json())

        results = []
        threads = [threading.Thread(target=life, args=(results,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [self.expected[0]] * 4)


class Order(unittest.TestCase):
    def test_results_outlive_what_they_came_from(self):
        extractor = bangvang.Extractor()
        document = bangvang.Document(TEXTS[0])
        batch = extractor.extract_batch([document] * 3)
        found = extractor.extract(document)
        del extractor, document
        gc.collect()
        self.assertEqual([e.to_json() for e in batch], [found.to_json()] * 3)

    def test_the_interpreter_may_end_at_any_point(self):
        """With everything alive in globals, in circles, and a batch half read; the extension says on
        standard error when an object of its own is left over."""
        script = """
import bangvang
extractor = bangvang.Extractor()
circle = [extractor]; circle.append(circle)
reader = bangvang.documents("corpus"); document = next(reader)
batch = extractor.extract_batch(["Năm 2023."] * 2000, threads=2); first = next(batch)
try:
    extractor.extract(b"\\x89PNG\\r\\n\\x1a\\n")
except bangvang.ExtractionError as error:
    kept = error
"""
        for ending in ("", "import os, sys; sys.stdout.flush(); raise SystemExit(0)",
                       "del extractor, circle; import gc; gc.collect()"):
            with self.subTest(ending):
                done = subprocess.run([sys.executable, "-c", script + ending], cwd=ROOT,
                                      capture_output=True, text=True, timeout=120)
                self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
