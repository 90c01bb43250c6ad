// The sentences that say so, each with its article.
import type {Quote} from "../api";
import {Link} from "../router";
import {useWords} from "../words";

export function Evidence({quotes}: {quotes: Quote[]}) {
  const {day} = useWords();
  return (
    <ul class="evidence">
      {quotes.map((quote) => (
        <li key={quote.id}>
          <q>{quote.text}</q>
          <cite><Link to="/article" params={{id: quote.article, fact: quote.id}}>{quote.title ?? quote.article}</Link>
            {quote.published && <>, {day(quote.published)}</>}</cite>
        </li>
      ))}
    </ul>
  );
}
