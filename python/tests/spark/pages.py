"""Archives of many pages, made by variation of the corpus.

usage: pages.py FOLDER PAGES FILES [EVERY]

With EVERY, only each so manieth page is on topic, as on a portal; the others are short news of every day.
"""
import gzip
import html
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROVINCES = ["Lai Châu", "Sơn La", "Hà Giang", "Bắc Kạn", "Quảng Nam", "Phú Yên", "An Giang", "Cà Mau"]


def templates():
    """Pages and texts of the corpus, as HTML."""
    pages = [p.read_bytes() for p in sorted((ROOT / "corpus/pages").glob("*.html"))]
    for path in sorted((ROOT / "corpus").glob("[ab]*/*.txt")):
        text = path.read_text()
        text = text.split("\n----\n")[0].split("\n", 1)[1] if text.startswith("====") else text
        title, *rest = [line for line in text.splitlines()
                        if line.strip() and not line.startswith(":")] or [""]
        body = "".join(f"<p>{html.escape(line)}</p>" for line in rest)
        pages.append(f"<html><head><meta charset=utf-8><title>{html.escape(title)}</title></head><body>"
                     f"<h1>{html.escape(title)}</h1><div class=content>{body}</div></body></html>".encode())
    return pages


def varied(page, number):
    """Another page of the same shape: years moved, another place, a sentence of its own."""
    try:
        text = page.decode()
    except UnicodeDecodeError:
        return page  # an older encoding stays as it is
    shift = number % 7
    text = re.sub(r"\b20(1[0-9]|2[0-4])\b", lambda year: str(int(year[0]) - shift), text)
    place = PROVINCES[number % len(PROVINCES)]
    text = re.sub("|".join(PROVINCES), place, text)
    own = f"<p>Bản tin số {number} ngày {number % 28 + 1}/{number % 12 + 1}/20{number % 15 + 10}.</p></body>"
    return text.replace("</body>", own, 1).encode()


def everyday(sentences, number):
    """A short page on nothing that concerns us."""
    told = [sentences[(number + step * step) % len(sentences)] for step in range(4)]
    day = f"20{number % 3 + 19}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return (f"<html><head><meta charset=utf-8><title>{told[0]}</title><meta "
            f"property=article:published_time content={day}></head><body><h1>{told[0]}</h1><div class=content>"
            f"<p>{told[1]} {told[2]}</p><p>{told[3]} Tin số {number}.</p></div></body></html>").encode()


def record(url, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    number = int.from_bytes(url.encode()[-6:], "big")
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 1, mtime=0)


def write(folder, pages, files, every=1):
    folder.mkdir(parents=True, exist_ok=True)
    shapes = templates()
    sentences = (ROOT / "benchmarks/off_topic.txt").read_text().splitlines()
    outputs = [open(folder / f"part-{i:03}.warc.gz", "wb") for i in range(files)]
    for number in range(pages):
        url = f"https://tin{number % 40}.example.vn/tin-{number:06}.html"
        page = (everyday(sentences, number) if number % every else
                varied(shapes[number // every % len(shapes)], number))
        outputs[number % files].write(record(url, page))
    for output in outputs:
        output.close()


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))
