import { MISSING_ID } from '../actions/action';
import type { RunState } from '../target/state';
import type { World } from '../world/world';
import { NotReproducible } from './not-reproducible';
import type { Save, Step, Template } from './recipe';
import type { Traced } from './trace';

/** Makes templates of calls: a value that an earlier answer gave gets a name, and so do the run's own. */
export class Templates {
  /** Steps by which the run's own values come about, in their order. */
  readonly standing: Step[] = [];
  private readonly known = new Map<string, string>();
  private readonly made: { step: Step; traced: Traced }[] = [];
  private readonly replacements: [one: string, other: string][] = [];
  private readonly taken = new Set<string>();

  constructor(
    private readonly state: RunState,
    private readonly world: World,
  ) {
    this.standing.push(FIND_DATABASE);
    this.know('database', state.databases.main.id, 'database');
    this.know('server', state.serverId, 'server');
  }

  /** Gives a value of the run a name. @param stem of the keys under which it is sent, such as `user` of `user_id` */
  know(name: string, value: number | undefined, stem: string): void {
    if (value !== undefined) this.known.set(`${stem} ${String(value)}`, name);
    this.taken.add(name);
  }

  /** A value of one of these kinds as it stands in a text; undefined for one that nobody gave. */
  reference(value: number, stems: readonly string[] = STEMS): string | undefined {
    for (const stem of stems) {
      const found = this.number(value, `${stem}_id`.replace('oid_id', 'oid'));
      if (typeof found === 'object' && found !== null && !Array.isArray(found) && typeof found.$ === 'string')
        return `{{${found.$}}}`;
    }
    return undefined;
  }

  /** Puts a text in place of one that is other in every run. */
  replace(one: string, other: string): void {
    this.replacements.push([one, other]);
  }

  /** A call that was made as a step; its result may be needed by later ones. */
  step(traced: Traced, by: string): Step {
    const step: Step = { by, method: traced.method, params: this.template(traced.params), saves: [] };
    this.made.push({ step, traced });
    return step;
  }

  template(value: unknown, key = ''): Template {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.number(value, key);
    if (Array.isArray(value)) return value.map((one) => this.template(one, key));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([name, one]) => [
        this.text(name),
        this.template(one, /^\d+$/.test(name) ? '' : name),
      ]);
      return Object.fromEntries(entries) as Template;
    }
    return value as Template;
  }

  /** The address of a page. @throws NotReproducible for one with the number of what no call gave */
  address(path: string): string {
    return path
      .split('/')
      .map((part, index, parts) => {
        const stem = IN_ADDRESSES[parts[index - 1] ?? ''];
        if (stem === undefined || !/^\d+$/.test(part) || Number(part) >= MISSING_ID) return this.text(part);
        const known = this.reference(Number(part), [stem]);
        if (known !== undefined) return known;
        throw new NotReproducible(`no call gives the number ${part} in the page's address, ${path}`);
      })
      .join('/');
  }

  /** Without the names of run and world, passwords and tokens. */
  text(value: string): string {
    const token = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? this.fromAnswer(value, 'token') : undefined;
    if (token !== undefined) return `{{${token}}}`;
    if (value.startsWith('Pw-') || this.isPassword(value)) return '{{password}}';
    const { state, world } = this;
    return this.replacements
      .reduce((text, [one, other]) => text.replaceAll(one, other), value)
      .replaceAll(`${world.prefix}_`, '{{prefix}}_')
      .replaceAll(state.databases.main.name, '{{database_name}}')
      .replaceAll(`${state.prefix}_`, '{{prefix}}_');
  }

  private isPassword(value: string): boolean {
    const { accounts, postgresRoles } = this.state;
    return [...Object.values(accounts), ...Object.values(postgresRoles)].some(
      ({ password }) => password === value,
    );
  }

  private number(value: number, key: string): Template {
    const stem = stemOf(key);
    if (stem === undefined) return value;
    const known = this.known.get(`${stem} ${String(value)}`);
    if (known !== undefined) return { $: known };
    const found = this.fromAnswer(value, stem);
    return found === undefined ? value : { $: found };
  }

  /** The name of a value that an answer gave, of the last call of its kind. */
  private fromAnswer(value: unknown, stem: string): string | undefined {
    for (const { step, traced } of this.made.toReversed()) {
      const path = pathTo(value, traced.result, stem, traced.method);
      if (!path) continue;
      const kept = step.saves.find((save) => save.path.join() === path.join());
      if (kept) return kept.name;
      const save: Save = { name: this.newName(traced, stem), path };
      step.saves.push(save);
      return save.name;
    }
    return undefined;
  }

  private newName({ method, params }: Traced, stem: string): string {
    const { table_name: table, username } = params as { table_name?: string; username?: string };
    const base = (table ?? username ?? (stem === 'token' ? 'token' : (method.split('.')[0] ?? ''))).replace(
      /\W/g,
      '_',
    );
    const name = base.replace(/ies$/, 'y').replace(table === undefined ? /s$/ : /$^/, '');
    for (let number = 1; ; number += 1) {
      const one = number === 1 ? name : `${name}_${String(number)}`;
      if (this.taken.has(one)) continue;
      this.taken.add(one);
      return one;
    }
  }
}

/** The kinds of numbers that identify something. */
const STEMS = ['oid', 'user', 'database', 'form', 'exploration', 'collaborator', 'configured_role'];

/** What kind of number comes after a word in the address of a page. */
const IN_ADDRESSES: Readonly<Record<string, string>> = {
  db: 'database',
  schemas: 'oid',
  tables: 'oid',
  users: 'user',
  forms: 'form',
  explorations: 'exploration',
  import: 'data_file',
};

/** The database in which everything is made: the one that the environment names, or the first. */
const FIND_DATABASE: Step = {
  by: 'admin',
  method: 'databases.configured.list',
  params: {},
  saves: [
    { name: 'database', path: [0, 'id'] },
    { name: 'server', path: [0, 'server_id'] },
    { name: 'database_name', path: [0, 'name'] },
  ],
};

/** What kind of number a key names: `user` of `user_id`, `oid` of everything of PostgreSQL's; undefined for other numbers. */
function stemOf(key: string): string | undefined {
  if (/(^|_)oids?$|^members$|_relation_id$|^target_table/.test(key)) return 'oid';
  if (/^record_ids?$/.test(key)) return undefined;
  return /^(\w+?)_ids?$/.exec(key)?.[1]?.replace(/^associated_role$/, 'configured_role');
}

/** Methods by whose answers a kind of id comes. */
const SOURCES: Record<string, RegExp> = {
  user: /^users\./,
  database: /^databases\./,
  configured_role: /^roles\.configured\./,
  collaborator: /^collaborators\./,
  form: /^forms\./,
  exploration: /^explorations\./,
  server: /^databases\./,
};

function pathTo(
  value: unknown,
  result: unknown,
  stem: string,
  method: string,
): (string | number)[] | undefined {
  if (stem !== 'oid' && stem !== 'token' && !SOURCES[stem]?.test(method)) return undefined;
  const search = (at: unknown, path: (string | number)[]): (string | number)[] | undefined => {
    if (at === value) return path;
    if (typeof at !== 'object' || at === null) return undefined;
    for (const [key, one] of Object.entries(at)) {
      const found = search(one, [...path, Array.isArray(at) ? Number(key) : key]);
      if (found) return found;
    }
    return undefined;
  };
  if (method.startsWith('databases.') && (stem === 'database' || stem === 'server')) {
    const inIt = (result as Record<string, unknown> | null)?.[stem];
    const found = search(inIt, [stem]);
    if (found) return found;
  }
  return search(result, []);
}
