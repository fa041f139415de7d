import { table } from '../../text/terminal';
import type { Limit } from './limits';
import type { Health } from './verdict';

const limitText = ({ near, over }: Limit) => `near from ${String(near)}, over from ${String(over)}`;

/** The measurements as rows: what, value, status, limit. */
function rowsOf({ measures, databases, limits }: Health): string[][] {
  return [
    ...measures.map(({ name, kind, medianMs, problem, status }) => [
      name,
      medianMs === undefined ? (problem ?? '') : `${String(medianMs)} ms`,
      status,
      limitText(kind === 'page' ? limits.pageMs : limits.callMs),
    ]),
    databases
      ? ['databases', String(databases.count), databases.status, limitText(limits.databases)]
      : ['databases', 'not counted: no administrator was given', '–', limitText(limits.databases)],
  ];
}

/** The health of a demo for a terminal. */
export function writeHealth(health: Health): string {
  const rows = rowsOf(health).map(([name = '', value = '', status = '', limit = '']) => [
    name,
    status,
    `${value}  (${limit})`,
  ]);
  return [`${health.url}: ${health.status}`, ...table(rows, { indent: 2, widths: [0, 'near'.length] })].join(
    '\n',
  );
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The health of a demo as a page of the report. */
export function writeHealthPage(health: Health): string {
  const cells = (row: readonly string[], tag: string) =>
    `<tr>${row.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  return [
    '<!doctype html><meta charset="utf-8"><title>Health of the demo</title>',
    '<style>body{font:15px/1.5 system-ui,sans-serif}td,th{padding:.2rem .8rem;text-align:left}</style>',
    `<h1>${escaped(health.url)}: ${health.status}</h1>`,
    `<p>Medians of ${String(health.limits.samples)} requests each, one after the other.</p>`,
    `<table>${cells(['What', 'Measured', 'Status', 'Limit'], 'th')}`,
    ...rowsOf(health).map((row) => cells(row, 'td')),
    '</table>',
  ].join('\n');
}
