// The only user of the chart library; a file of its own in the bundle.
import {BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip} from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface Columns {
  years: number[];
  series: {name: string; values: number[]}[];
  chosen: (year: number, series: number) => void;
}

/** Draws and gives back what takes the drawing away. */
export function draw(canvas: HTMLCanvasElement, {years, series, chosen}: Columns): () => void {
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const scale = {stacked: true, ticks: {color: colour("--text")}, grid: {color: colour("--line")}};
  const chart = new Chart(canvas, {
    type: "bar",
    data: {
      labels: years.map(String),
      datasets: series.map(({name, values}, n) => ({label: name, data: values, backgroundColor: colour(`--series-${(n % 6) + 1}`)})),
    },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false,
      scales: {x: scale, y: {...scale, ticks: {...scale.ticks, precision: 0}}},
      plugins: {legend: {labels: {color: colour("--text")}}},
      onClick: (_event, elements) => {
        const first = elements[0];
        if (first) chosen(first.index, first.datasetIndex);
      },
    },
  });
  return () => chart.destroy();
}
