// The guide of docs/vi as a page of the dashboard. It is our own text, so its markup is taken as it is.
import {readFileSync} from "node:fs";
import {Marked} from "marked";

// "Tra cứu" → "tra-cuu", so that a page can lead to its part of the guide.
const anchor = (heading) => heading.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d")
  .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

const marked = new Marked({
  renderer: {
    heading({tokens, depth, text}) {
      return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    code({text}) {
      return `<pre tabindex="0"><code>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</code></pre>\n`;
    },
    html: () => "",  // comments for those who test the document
    // Other documents are not served; only their name is told.
    link({href, tokens}) {
      const words = this.parser.parseInline(tokens);
      return href.endsWith(".md") ? `<strong>${words}</strong> (docs/vi/${href})` : `<a href="${href}">${words}</a>`;
    },
  },
});

export function guidePage(markdown) {
  const text = readFileSync(markdown, "utf8");
  const title = /^# (.*)$/m.exec(text)?.[1] ?? "";
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/theme.js"></script>
</head>
<body>
<header><a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28"> Bảng Vàng</a></header>
<main class="guide">
${marked.parse(text)}</main>
</body>
</html>
`;
}
