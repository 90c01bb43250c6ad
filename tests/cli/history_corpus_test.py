"""corpus/history: worked cases of the award history, through extraction, store and resolution."""

import json
import random

from command import CORPUS, CommandTest, main
from storing import rows

CASES = sorted((CORPUS / "history").glob("*.case"))

AWARDS = """
SELECT r.id, r.form, r.grade, r.recipient_kind, r.recipient, r.recipient_of, r.recipient_count, b.name, b.place, b.since,
       coalesce(r.year, r.period), r.status, r.path, r.conflicts, r.open, r.decision_number, r.granted_by
FROM awards r LEFT JOIN bodies b ON b.number = r.body"""
ROLES = """
SELECT r.id, r.role, b.name, b.place, b.since, r.persons, r.bloc, coalesce(r.year, r.period), r.against
FROM roles r LEFT JOIN bodies b ON b.number = r.body"""
PERSONS = "SELECT id, name, open FROM persons"
POSTS = """
SELECT p.title, b.name, b.place, b.since, p.former FROM posts p LEFT JOIN bodies b ON b.number = p.body
WHERE p.person = ? ORDER BY p.number"""
TOLD_BY = """
SELECT DISTINCT d.url FROM evidence e JOIN articles a ON a.number = e.article JOIN addresses d ON d.article = a.id
WHERE e.kind = ? AND e.record = ?"""


def read_case(path):
    """What the case shows, its articles, and the records expected: lines by kind."""
    articles, expected, kind, article = [], {}, None, None
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("==== "):
            day, url = line[5:].split()
            article = {"published": day, "url": url, "text": ""}
            articles.append(article)
        elif line.startswith("---- "):
            kind = line[5:].strip()
            expected[kind] = []
        elif kind:
            if line.strip():
                expected[kind].append(" | ".join(cell.strip() for cell in line.split("|")))
        elif article:
            article["text"] += line + "\n"
    return articles, expected


def unit(name, place, since):
    if not place:
        return name
    return f"{name} ({place}{'@' + since if since else ''})"


class HistoryCorpus(CommandTest):
    def told_by(self, kind, record, articles):
        urls = {url for url, in rows(self.store, TOLD_BY, kind, record)}
        return " ".join(str(i + 1) for i, article in enumerate(articles) if article["url"] in urls)

    def awards(self, articles):
        lines = []
        for (id_, form, grade, kind, name, of, count, body, place, since, year, status, path, conflicts, open_, number,
             granter) in rows(self.store, AWARDS):
            recipient = unit(body, place, since) if body else name
            if kind == "group":
                recipient = f"{'?' if count is None else count} {of}"
            notes = []
            steps = [step["status"] for step in json.loads(path)]
            if len(steps) > 1:
                notes.append("path: " + ", ".join(steps))
            for conflict in json.loads(conflicts):
                values = " / ".join(value["value"] for value in conflict["values"])
                notes.append(f"conflict: {conflict['field']} {values}")
            notes += [f"decision: {number}"] if number else []
            notes += ["open"] if open_ else []
            cells = [form + (f" {grade}" if grade else ""), recipient, granter or "-", str(year or "-"), status,
                     self.told_by("award", id_, articles)] + notes
            lines.append(" | ".join(cells))
        return lines

    def roles(self, articles):
        ids = {}
        found = rows(self.store, ROLES)
        lines = []
        for id_, role, name, place, since, persons, bloc, year, against in found:
            ids[id_] = unit(name, place, since) if name else "-"
        for id_, role, name, place, since, persons, bloc, year, against in found:
            cells = [role, ids[id_], bloc or "-", str(year or "-"), self.told_by("role", id_, articles)]
            cells += ["person: " + ", ".join(json.loads(persons))] if json.loads(persons) else []
            cells += ["against: " + ", ".join(sorted(ids[other] for other in json.loads(against)))] \
                if json.loads(against) else []
            lines.append(" | ".join(cells))
        return lines

    def persons(self, articles):
        lines = []
        for id_, name, open_ in rows(self.store, PERSONS):
            posts = []
            for title, body, place, since, former in rows(self.store, POSTS, id_):
                post = ("nguyên " if former else "") + ", ".join(filter(None, [title, body and unit(body, place, since)]))
                posts.append(post)
            cells = [name, "; ".join(sorted(posts)) or "-", self.told_by("person", id_, articles)]
            lines.append(" | ".join(cells + (["open"] if open_ else [])))
        return lines

    def test_cases(self):
        self.assertGreaterEqual(len(CASES), 30)
        for path in CASES:
            with self.subTest(path.name):
                articles, expected = read_case(path)
                self.assertTrue(articles and expected, "a case has articles and records")
                shuffled = articles[:]
                random.Random(path.name).shuffle(shuffled)
                source = self.file(f"{path.stem}.jsonl",
                                   "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in shuffled))
                self.store = self.dir / f"{path.stem}.db"
                self.done("ingest", "--store", self.store, source)
                for kind, lines in expected.items():
                    self.assertEqual(sorted(getattr(self, kind)(articles)), sorted(lines), f"{path}: {kind}")


if __name__ == "__main__":
    main()
