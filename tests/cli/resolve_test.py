"""bangvang resolve: records are a function of the articles, however they came.

BANGVANG_SEED in the environment repeats the kills of a run.
"""

import json
import os
import random
import subprocess
import time

from command import BINARY, CORPUS, DONE, SOME_FAILED, USAGE, CommandTest, main, run, surroundings
from storing import rows

# All that records are, under keys that come from content. Left out are numbers, the time of a change and
# where former ids lead.
RECORDS = {
    "told": "SELECT a.id, t.province, t.year, t.awards FROM told t JOIN articles a ON a.number = t.article",
    "bodies": "SELECT key, name, folded, place, since FROM bodies",
    "mentions": "SELECT a.id, b.key FROM mentions m JOIN articles a ON a.number = m.article "
                "JOIN bodies b ON b.number = m.body",
    "blocks": "SELECT kind, key, touched FROM blocks",
    "evidence": "SELECT e.kind, e.fact, a.id, b.key, e.record, e.announced, e.province, e.rest, e.gone "
                "FROM evidence e JOIN articles a ON a.number = e.article JOIN blocks b ON b.number = e.block",
    "awards": "SELECT r.id, k.key, r.form, r.grade, r.level, r.recipient_kind, r.recipient, r.recipient_of, "
              "r.recipient_count, b.key, r.granted_by, r.year, r.period, r.shown_year, r.decision_number, "
              "r.decision_date, r.announced, r.reason, r.province, r.status, r.open, r.path, r.conflicts, "
              "r.recipients, r.facts, r.articles, r.digest FROM awards r JOIN blocks k ON k.number = r.block "
              "LEFT JOIN bodies b ON b.number = r.body",
    "award_bodies": "SELECT w.award, b.key FROM award_bodies w JOIN bodies b ON b.number = w.body",
    "roles": "SELECT r.id, k.key, r.bloc, r.aliases, r.province, r.role, b.key, r.persons, r.year, r.period, "
             "r.announced, r.against, r.digest FROM roles r JOIN blocks k ON k.number = r.block "
             "LEFT JOIN bodies b ON b.number = r.body",
    "persons": "SELECT p.id, k.key, p.name, p.province, p.open, p.digest FROM persons p "
               "JOIN blocks k ON k.number = p.block",
    "posts": "SELECT p.person, p.title, b.key, p.former, p.first_day, p.last_day, p.fact FROM posts p "
             "LEFT JOIN bodies b ON b.number = p.body",
}


def records(store):
    return {name: sorted(rows(store, query), key=repr) for name, query in RECORDS.items()}


def news(number, day, text, site="tin"):
    return {"url": f"https://{site}.example.vn/{number}", "published": day, "text": text}


AWARD = "Ngày 19/02/2024, UBND tỉnh Lai Châu tặng Bằng khen cho Sở Y tế vì thành tích năm 2023."


class ResolveTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.store = self.dir / "news.db"

    def lines(self, name, articles):
        return self.file(name, "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles))

    def ingest(self, store, *paths):
        return self.done("ingest", "--store", store, *paths)


class Order(ResolveTest):
    def test_never_matters(self):
        files = sorted(CORPUS.rglob("*.txt"))
        self.ingest(self.store, *files)
        expected = records(self.store)
        self.assertGreater(len(expected["awards"]), 200)
        for seed in (1, 2):
            with self.subTest(seed=seed):
                shuffled = files[:]
                random.Random(seed).shuffle(shuffled)
                other = self.dir / f"{seed}.db"
                for begin in range(0, len(shuffled), 30):
                    self.ingest(other, *shuffled[begin:begin + 30])
                self.assertEqual(records(other), expected)
        self.done("resolve", "--store", other, "--full")
        self.assertEqual(records(other), expected)

    def test_never_matters_where_records_meet(self):
        # One award told in full, without its year, by a reprint, and one of another year.
        articles = [news(1, "2024-02-20", "Lai Châu trao thưởng\n\n" + AWARD + "\n"),
                    news(2, "2024-02-21", "Tin vắn Lai Châu\n\nTuần qua, Sở Y tế tỉnh Lai Châu được UBND tỉnh "
                                          "tặng Bằng khen.\n"),
                    news(3, "2024-02-22", "Báo khác, Lai Châu\n\n" + AWARD + "\n", "bao"),
                    news(4, "2023-02-22", "Lai Châu\n\nUBND tỉnh Lai Châu tặng Bằng khen cho Sở Y tế vì thành tích "
                                          "năm 2022.\n", "bao")]
        stores = []
        for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
            store = self.dir / f"{''.join(map(str, order))}.db"
            for i in order:
                self.ingest(store, self.lines(f"{store.name}-{i}.jsonl", [articles[i]]))
            stores.append(records(store))
        self.assertEqual(len(stores[0]["awards"]), 2)
        self.assertEqual(stores[1], stores[0])
        self.assertEqual(stores[2], stores[0])

    def test_what_is_forgotten_was_never_there(self):
        first = news(1, "2024-02-20", "Lai Châu trao thưởng\n\n" + AWARD + "\n")
        second = news(2, "2024-02-21", "Tin vắn Lai Châu\n\nTuần qua, " + AWARD[16:] + "\n")
        self.ingest(self.store, self.lines("both.jsonl", [first, second]))
        self.done("forget", "--store", self.store, "--reason", "asked for", first["url"])
        other = self.dir / "other.db"
        self.ingest(other, self.lines("second.jsonl", [second]))
        self.assertEqual(records(self.store), records(other))


class Killed(ResolveTest):
    KILLS = 5

    def killed(self, at, *args):
        with subprocess.Popen([BINARY, *map(str, args)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=surroundings()) as process:
            time.sleep(at)
            process.kill()

    def test_at_any_instant_it_goes_on_next_time(self):
        command = ["ingest", "--commit-every", "20", CORPUS / "awards", "--store"]
        began = time.monotonic()
        self.done(*command, self.store)
        seconds, expected = time.monotonic() - began, records(self.store)
        seed = int(os.environ.get("BANGVANG_SEED") or random.randrange(2**32))
        instants = random.Random(seed)
        for i in range(self.KILLS):
            at = seconds * instants.uniform(0.4, 1)
            with self.subTest("ingest", seed=seed, at=at):
                store = self.dir / f"{i}.db"
                self.killed(at, *command, store)
                self.done(*command, store)
                self.assertEqual(records(store), expected)
            with self.subTest("resolve", seed=seed, at=at):
                self.killed(at / 2, "resolve", "--full", "--store", self.store)
                self.done("resolve", "--store", self.store)
                self.assertEqual(records(self.store), expected)


class Ids(ResolveTest):
    def award_ids(self):
        return [id for id, in rows(self.store, "SELECT id FROM awards ORDER BY id")]

    def leads_to(self, id):
        """The records that an id leads to, as docs/store.md says."""
        out, seen, open_ = set(), set(), [id]
        while open_:
            fact = open_.pop()
            if fact in seen:
                continue
            seen.add(fact)
            out |= {r for r, in rows(self.store, "SELECT record FROM evidence WHERE kind = 'award' AND fact = ?",
                                     fact)}
            open_ += [f for f, in rows(self.store, "SELECT fact FROM successors WHERE kind = 'award' AND "
                                                   "former = ?", fact)]
        return out

    def test_of_merged_records_lead_to_their_successor(self):
        ids = []
        for i in range(6):
            text = f"Bản tin số {i} của tỉnh Lai Châu\n\nTuần qua, {AWARD[16:]}\n"
            self.ingest(self.store, self.lines(f"{i}.jsonl", [news(i, f"2024-02-2{i}", text)]))
            self.assertEqual(len(self.award_ids()), 1)
            ids += self.award_ids()
        for id in ids:
            self.assertEqual(self.leads_to(id), set(self.award_ids()))

    def test_of_a_changed_article_lead_to_what_it_tells_now(self):
        self.ingest(self.store, self.lines("a.jsonl", [
            {**news(1, "2024-02-20", "Lai Châu\n\n" + AWARD + "\n"), "fetched_at": "2024-02-20T01:00:00Z"}]))
        before = self.award_ids()
        self.ingest(self.store, self.lines("b.jsonl", [
            {**news(1, "2024-02-20", "Lai Châu\n\n" + AWARD + " Lễ trao diễn ra tại Lai Châu.\n"),
             "fetched_at": "2024-02-21T01:00:00Z"}]))
        after = self.award_ids()
        self.assertEqual(len(after), 1)
        self.assertNotEqual(before, after)
        self.assertEqual(self.leads_to(before[0]), set(after))

    def test_of_a_record_that_fell_apart_lead_to_its_parts(self):
        # The last one says that there were two years; without a year each could be either.
        text = "Lai Châu\n\nTrong tuần, UBND tỉnh Lai Châu tặng Bằng khen cho Sở Y tế{}.\n"
        self.ingest(self.store, self.lines("a.jsonl", [
            news(1, "2024-02-20", text.format("")), news(2, "2024-02-28", text.format(" vì thành tích năm 2023"))]))
        before = self.award_ids()
        self.assertEqual(len(before), 1)
        self.ingest(self.store, self.lines("b.jsonl", [news(3, "2024-02-22", text.format(" vì thành tích năm 2022"))]))
        after = self.award_ids()
        self.assertEqual(len(after), 3)
        self.assertEqual(len(self.leads_to(before[0])), 2)


class Basis(ResolveTest):
    def test_that_changes_makes_all_anew_and_says_so(self):
        self.ingest(self.store, self.lines("a.jsonl", [news(1, "2024-02-20", "Lai Châu\n\n" + AWARD + "\n")]))
        self.assertNotIn("anew", self.done("resolve", "--store", self.store).out)
        lineage = (CORPUS.parent / "grammars" / "lineage.tsv").read_text()
        self.file("own/lineage.tsv", lineage + "2024-01-01\tSở Y tế\tSở Y tế và Dân số\tprovince\tan act\n")
        outcome = run("history", "--store", self.store, "--grammars", self.dir / "own", "Sở Y tế")
        self.assertIn("lineage of agencies has changed", outcome.err)
        self.assertIn("made anew", self.done("resolve", "--store", self.store, "--grammars", self.dir / "own").out)


if __name__ == "__main__":
    main()
