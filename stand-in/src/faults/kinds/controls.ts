import { readFileSync } from 'node:fs';
import type { Fault } from '../fault';
import { BUTTON, WAYS, adding } from '../pages';

const SCHEMA = String.raw`^\/db\/\d+\/schemas\/\d+\/`;

/** The pages to which a control can be added, as `conformance/controls.tsv` calls them, and whose they are. */
const PAGES: readonly { name: string; path: RegExp; users: RegExp }[] = [
  ...[
    { name: 'home', path: /^\/$/ },
    { name: 'profile', path: /^\/profile\/$/ },
    { name: 'database', path: /^\/db\/\d+\/(schemas\/)?$/ },
    { name: 'roles', path: /^\/db\/\d+\/settings\/(roles\/)?$/ },
    { name: 'stored roles', path: /^\/db\/\d+\/settings\/role-configuration\/$/ },
    { name: 'collaborators', path: /^\/db\/\d+\/settings\/collaborators\/$/ },
    { name: 'schema', path: new RegExp(`${SCHEMA}$`) },
    { name: 'import', path: new RegExp(String.raw`${SCHEMA}import\/(\d+\/)?$`) },
    { name: 'table', path: new RegExp(String.raw`${SCHEMA}tables\/\d+\/?$`) },
    { name: 'record', path: new RegExp(String.raw`${SCHEMA}tables\/\d+\/[^/]+\/?$`) },
    { name: 'data explorer', path: new RegExp(String.raw`${SCHEMA}data-explorer\/$`) },
    { name: 'exploration', path: new RegExp(String.raw`${SCHEMA}explorations\/\d+\/$`) },
    { name: 'form builder', path: new RegExp(String.raw`${SCHEMA}forms\/\d+\/$`) },
  ].map((page) => ({ ...page, users: /_viewer$/ })),
  ...[
    { name: 'users', path: /^\/administration\/users\/$/ },
    { name: 'new user', path: /^\/administration\/users\/new\/$/ },
    { name: 'user', path: /^\/administration\/users\/\d+\/$/ },
    { name: 'settings', path: /^\/administration\/settings\/$/ },
    { name: 'update', path: /^\/administration\/(update\/)?$/ },
  ].map((page) => ({ ...page, users: /_admin$/ })),
];

const RECORDED = new URL('../../../conformance/controls.tsv', import.meta.url);

/** The names of single controls that the real program was recorded to show to nobody but administrators. */
function forAdministrators(): string[] {
  const lines = readFileSync(RECORDED, 'utf8').trimEnd().split('\n').slice(1);
  const recorded = lines.map((line) => {
    const [control = '', , , , viewer] = line.split('\t');
    return { name: control.slice(control.indexOf(': ') + 2), viewer };
  });
  // Save is on many pages, for everybody on some.
  const once = recorded.filter(({ name }) => recorded.filter((other) => other.name === name).length === 1);
  return once.flatMap(({ name, viewer }) => (viewer === 'absent' && /^[A-Z]/.test(name) ? [name] : []));
}

/** A control that its user does not have is on a page, in each way to show one. */
export function controlFaults(): Fault[] {
  const names = forAdministrators();
  return PAGES.flatMap(({ name: page, path, users }, place) =>
    Object.entries(WAYS).map(([way, { what, html }], index): Fault => {
      const name = names[(place * Object.keys(WAYS).length + index) % names.length] ?? BUTTON;
      return {
        name: `control:${page}:${way}`,
        what: `the page has a button "${name}" that ${what}`,
        kind: 'control',
        method: page,
        apply: (install) => {
          install.pageScript = adding(path, users, 'main', html.replace(BUTTON, name));
        },
      };
    }),
  );
}
