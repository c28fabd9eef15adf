// Draws every canvas that carries a chart; the table beside it says the same.
'use strict';

const colourOf = (name) => {
  const probe = document.createElement('i');
  probe.className = 'visually-hidden';
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};
const rtl = document.documentElement.dir === 'rtl';
const digits = new Intl.NumberFormat(document.documentElement.lang === 'fa' ? 'fa-IR' : 'en-GB');
const charts = [];
/** Long labels of a narrow axis go onto lines of their own. */
function lines(label) {
  const rows = [''];
  for (const word of label.split(' ')) {
    if (rows.at(-1).length + word.length > (window.innerWidth < 700 ? 18 : 28)) rows.push(word);
    else rows[rows.length - 1] = `${rows.at(-1)} ${word}`.trim();
  }
  return rows;
}
Chart.defaults.font.family = 'Vazirmatn, system-ui';

for (const canvas of document.querySelectorAll('canvas[data-chart]')) {
  const { type, labels, series } = JSON.parse(canvas.dataset.chart);
  const text = colourOf('quiet');
  const across = type === 'across';
  const number = {
    ticks: { color: text, precision: 0, callback: (value) => digits.format(value) },
    beginAtZero: true,
    grid: { color: colourOf('rule') },
    stacked: !across,
  };
  const name = {
    ticks: { color: text, autoSkip: !across, maxRotation: 0 },
    grid: { display: false },
    stacked: !across,
    reverse: rtl && !across,
  };
  charts.push(
    new Chart(canvas, {
      type: 'bar',
      data: {
        labels: across ? labels.map(lines) : labels,
        datasets: series.map(({ label, values, colour }) => ({
          label,
          data: values,
          backgroundColor: colourOf(colour),
          borderRadius: 3,
          maxBarThickness: 34,
        })),
      },
      options: {
        indexAxis: across ? 'y' : 'x',
        animation: false,
        maintainAspectRatio: false,
        locale: document.documentElement.lang,
        font: { family: 'Vazirmatn, system-ui' },
        scales: across
          ? { x: { ...number, reverse: rtl }, y: { ...name, position: rtl ? 'right' : 'left' } }
          : { x: name, y: { ...number, position: rtl ? 'right' : 'left' } },
        plugins: {
          legend: { display: series.length > 1, rtl, labels: { color: text, usePointStyle: true } },
          tooltip: { rtl, callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${digits.format(raw)}` } },
        },
      },
    }),
  );
}
function resizeAll(...size) {
  for (const chart of charts) chart.resize(...size);
}
window.addEventListener('beforeprint', () => resizeAll(680, 260));
window.addEventListener('afterprint', () => resizeAll());
