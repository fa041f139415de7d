import { count, table, wrap } from '../text/terminal';
import type { Explanation, Turn } from './explain';

/** An explanation for a terminal. */
export function writeExplanation(explanation: Explanation): string {
  const { rule, role, title, action, place, expected, answered, because, links, turn } = explanation;
  return [
    `${rule} ${role} · api · ${title} (${action})`,
    ...table(
      [
        ['plan', `${expected}, at ${place}`],
        ['answered', answered],
      ],
      { indent: 2 },
    ),
    '',
    ...paragraph(sentence(because)),
    '',
    ...table(
      links.map(({ link, found }) => [link, found]),
      { indent: 2 },
    ),
    '',
    ...writeTurn(turn),
  ].join('\n');
}

function writeTurn(turn: Turn): string[] {
  const { statements, tries, ms } = turn;
  const trials = `tried ${count(tries, 'time')} in scratch worlds, ${(ms / 1000).toFixed(1)} s`;
  const made = statements.map((statement) => `    ${statement}`);
  const one = statements.length === 1;
  const without = one ? 'without it it does not' : 'without any of them it does not';
  switch (turn.kind) {
    case 'turned':
      return [
        `What turns it to ${turn.to}:`,
        '',
        ...made,
        '',
        ...paragraph(`With ${one ? 'this' : 'these'} it is ${turn.to}, ${without} (${trials}).`),
      ];
    case 'past':
      return [
        'What takes the reason away:',
        '',
        ...made,
        '',
        ...paragraph(
          `Then the install answers "${turn.then}"${turn.as === undefined ? '' : `, as it answers "${turn.as}"`}: ` +
            `no statement takes it further, because what the call names is not there (${trials}).`,
        ),
      ];
    case 'none':
      return paragraph(`Nothing turns it: ${turn.why} (${trials}).`);
  }
}

/** A sentence of what may end as one already: an install's own words. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.+$/, '')}.`;

const paragraph = (text: string) => wrap(text, 0).map((line) => line.trim());
