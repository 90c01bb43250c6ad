// Lengths beside names. Each row leads to the list behind its figure, and is read as a table row.
import {href, Link} from "../router";
import {useWords} from "../words";

export interface Bar {
  name: string;
  value: number;
  note?: string;
  to: string;
}

export function Bars({bars, label}: {bars: Bar[]; label: string}) {
  const {number} = useWords();
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul class="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={href(bar.to)}>
          <Link to={bar.to} title={bar.note}>
            <span class="name">{bar.name}</span>
            <span class="track" aria-hidden="true"><span class="fill" style={{width: `${(100 * bar.value) / most}%`}} /></span>
            <span class="value">{number(bar.value)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
