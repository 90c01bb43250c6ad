// One address of every page, with records that the store of `address` holds.
export async function pagesOf(address) {
  const first = async (path) => {
    const {items} = await (await fetch(`${address}/api/v1/${path}`)).json();
    return items?.[0]?.id ?? "none";
  };
  return {
    overview: "/",
    search: "/search",
    "search-articles": "/search?view=articles&q=bang+khen",
    "search-none": "/search?q=zzzz",
    award: `/award?id=${await first("awards?status=conferred")}`,
    agencies: "/agencies",
    agency: `/agency?id=${await first("agencies?q=so+y+te")}`,
    officials: "/officials",
    official: `/official?id=${await first("officials")}`,
    blocs: "/blocs",
    bloc: `/bloc?id=${await first("blocs")}`,
    articles: "/articles",
    article: `/article?id=${await first("search?q=khoi+thi+dua+van+hoa")}`,
    "article-missing": "/article?id=00000000000000000000000000000000",
    lookup: "/lookup",
    try: "/try",
    review: "/review",
    guide: "/guide.html",
  };
}
