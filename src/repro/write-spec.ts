import { PAGE_IMPORTS, PAGE_PROLOGUE, writeOffered, writePageAttempt } from './page/write-page';
import type { HttpStep, Made, Recipe, Step, Template } from './recipe';

/** A recipe as a spec of plain Playwright, which passes where the install does what the plan says. */
export function writeSpec(recipe: Recipe): string {
  const { rule, role, title, action, expected, setUp, looks, attempt, missing, check, cleanUp } = recipe;
  const isOnPage = 'page' in attempt;
  const body = [
    ...setUp.flatMap((step) => [...writeStep(step), ...signIn(step, recipe)]),
    ...looks.map((look, index) => `const before${String(index)} = ${call('must', look)};`),
    ...(isOnPage
      ? writePageAttempt(attempt, check.answer.kind === 'offered')
      : [`const told = ${writeAttempt(attempt)};`]),
    ...(missing ? [`const ofNothing = ${writeAttempt(missing)};`] : []),
    ...looks.map((look, index) => `const after${String(index)} = ${call('must', look)};`),
    '',
    ...(isOnPage
      ? [writeOffered(attempt.page.control, check.answer.kind === 'offered')]
      : writeChecks(check.answer)),
    ...check.holds.map((text) => `expect(told).toMatch(new RegExp(${inText(text)}));`),
    ...check.lacks.map((text) => `expect(told).not.toMatch(new RegExp(${inText(text)}));`),
    ...check.changes.map(
      (count, index) =>
        `expect(differences(before${String(index)}, after${String(index)}), '${looks[index]?.method ?? ''}').toBe(${String(count)});`,
    ),
  ];
  return [
    `// ${rule} ${role}: ${title} (${action}). The plan says: ${expected}.`,
    '//',
    '// MATHESAR_URL             address of the install, such as http://localhost:8000',
    '// MATHESAR_ADMIN           an administrator of it, who is a collaborator of the first database in its list, with a',
    '//                          role that may create roles, schemas and databases',
    "// MATHESAR_ADMIN_PASSWORD  that administrator's password",
    ...(isOnPage ? [PAGE_IMPORTS, PROLOGUE, PAGE_PROLOGUE] : [IMPORTS, PROLOGUE]),
    `test(${JSON.stringify(`${rule} ${role}: ${title}`)}, async ({ playwright${isOnPage ? ', browser' : ''} }) => {`,
    ...(isOnPage ? ['  test.setTimeout(120_000);'] : []),
    '  const newContext = () => playwright.request.newContext({ baseURL: url, maxRedirects: 0 });',
    `  const prefix = \`repro\${Date.now() % 1e9}_\${Math.floor(Math.random() * 1e4)}\`;`,
    '  const password = `Pw-${randomUUID()}`;',
    '  const admin = await signIn(newContext, given.MATHESAR_ADMIN, given.MATHESAR_ADMIN_PASSWORD);',
    '  let database = 0;',
    '  let server = 0;',
    '  try {',
    ...body.map((line) => (line === '' ? '' : `    ${line}`)),
    '  } finally {',
    ...cleanUp.flatMap((kind) => REMOVALS[kind].map((line) => `    ${line}`)),
    '  }',
    '});',
    '',
  ].join('\n');
}

const IMPORTS = `import { expect, test, type APIRequestContext } from '@playwright/test';`;

const PROLOGUE = String.raw`import { randomUUID } from 'node:crypto';

const given = Object.fromEntries(
  ['MATHESAR_URL', 'MATHESAR_ADMIN', 'MATHESAR_ADMIN_PASSWORD'].map((name) => {
    const value = process.env[name];
    if (!value) throw new Error(name + ' is not set');
    return [name, value];
  }),
) as Record<'MATHESAR_URL' | 'MATHESAR_ADMIN' | 'MATHESAR_ADMIN_PASSWORD', string>;
const url = given.MATHESAR_URL.replace(/\/$/, '');

/** Who sends, with the token that changes take. */
type Who = { context: APIRequestContext; token: string };

async function tokenOf(context: APIRequestContext): Promise<string> {
  const { cookies } = await context.storageState();
  return cookies.find(({ name }) => name === 'csrftoken')?.value ?? '';
}

/** Signs in, and changes a first password where the install asks for that. */
async function signIn(newContext: () => Promise<APIRequestContext>, username: string, password: string): Promise<Who> {
  const context = await newContext();
  await context.get('/auth/login/');
  const submit = async (path: string, form: Record<string, string>) =>
    context.post(path, { form: { ...form, csrfmiddlewaretoken: await tokenOf(context) }, headers: { referer: url + path } });
  const answer = await submit('/auth/login/', { username, password });
  if (answer.status() !== 302) throw new Error(username + ' could not sign in');
  const home = (await context.get('/')).headers()['location'] ?? '';
  if (!home.includes('password_reset_confirm')) return { context, token: await tokenOf(context) };
  await submit(home, { new_password1: password + '-2', new_password2: password + '-2' });
  return signIn(newContext, username, password + '-2');
}

const headersOf = ({ token }: Who) => ({ 'X-CSRFToken': token, referer: url + '/' });

/** The whole answer to one call. */
async function rpc(who: Who, method: string, params: unknown): Promise<string> {
  const data = { jsonrpc: '2.0', id: '1', method, params };
  return (await who.context.post('/api/rpc/v0/', { data, headers: headersOf(who) })).text();
}

/** The result of a call that makes ready. */
async function must(who: Who, method: string, params: unknown): Promise<any> {
  const answer = JSON.parse(await rpc(who, method, params));
  if (!('result' in answer)) throw new Error(method + ' answered ' + JSON.stringify(answer));
  return answer.result;
}

/** How many of the innermost objects only one of two results has. */
function differences(before: unknown, after: unknown): number {
  const objects = (result: unknown) => JSON.stringify(result).match(/\{[^{}]*\}/g) ?? [];
  const rest = objects(after);
  const gone = objects(before).filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return gone.length + rest.length;
}
`;

const REMOVALS: Record<Made, string[]> = {
  databases: [
    `for (const { id, name } of await must(admin, 'databases.configured.list', {})) {`,
    `  if (!name.startsWith(prefix)) continue;`,
    `  const found = JSON.parse(await rpc(admin, 'databases.get', { database_id: id })).result;`,
    `  if (found) await rpc(admin, 'databases.delete', { database_id: database, database_oid: found.oid });`,
    `  await rpc(admin, 'databases.configured.disconnect', { database_id: id });`,
    `}`,
  ],
  schemas: [
    `for (const { oid, name } of await must(admin, 'schemas.list', { database_id: database }))`,
    `  if (name.startsWith(prefix)) await rpc(admin, 'schemas.delete', { database_id: database, schema_oids: [oid] });`,
  ],
  users: [
    `for (const { id, username } of await must(admin, 'users.list', {}))`,
    `  if (username.startsWith(prefix)) await rpc(admin, 'users.delete', { user_id: id });`,
  ],
  'stored roles': [
    `for (const { id, name } of await must(admin, 'roles.configured.list', { database_id: database, server_id: server }))`,
    `  if (name.startsWith(prefix)) await rpc(admin, 'roles.configured.delete', { configured_role_id: id });`,
  ],
  roles: [
    `for (const { oid, name } of await must(admin, 'roles.list', { database_id: database }))`,
    `  if (name.startsWith(prefix)) await rpc(admin, 'roles.delete', { database_id: database, role_oid: oid });`,
  ],
};

/** A template as an expression. */
function inCode(template: Template): string {
  if (Array.isArray(template)) return `[${template.map(inCode).join(', ')}]`;
  if (typeof template === 'object' && template !== null) {
    if (typeof template.$ === 'string') return template.$;
    const entries = Object.entries(template).map(([name, value]) => {
      const key = /^[a-z_]\w*$/i.test(name) || /^\d+$/.test(name) ? name : `[${inText(name)}]`;
      return `${key}: ${inCode(value)}`;
    });
    return `{ ${entries.join(', ')} }`;
  }
  return typeof template === 'string' ? inText(template) : String(template);
}

/** A text, in backticks where names are put into it. */
function inText(text: string): string {
  if (!text.includes('{{')) return JSON.stringify(text);
  const escaped = text.replaceAll(/[\\`$]/g, '\\$&');
  return `\`${escaped.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => `\${${name}}`)}\``;
}

const call = (how: 'must' | 'rpc', { by, method, params }: Step) =>
  `await ${how}(${by === 'admin' ? 'admin' : 'actor'}, '${method}', ${inCode(params)})`;

function writeStep(step: Step): string[] {
  const { saves, method } = step;
  if (saves.length === 0) return [`${call('must', step)};`];
  const result = `made${method.replaceAll(/\W/g, '_')}${saves[0]?.name ?? ''}`.replace(/^made/, 'of_');
  return [
    `const ${result} = ${call('must', step)};`,
    ...saves.map(({ name, path }) => {
      const at = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`)).join('');
      const word = name === 'database' || name === 'server' ? '' : 'const ';
      return `${word}${name} = ${result}${at};`;
    }),
  ];
}

function signIn(step: Step, { attempt: { by }, role }: Recipe): string[] {
  if (step.method !== 'users.add' || by === 'nobody') return [];
  const { username = '' } = (step.params as { user_def?: { username?: string } }).user_def ?? {};
  if (username !== (by === 'actor' ? `{{prefix}}_${role}` : by)) return [];
  return [`const actor = await signIn(newContext, ${inText(username)}, password);`];
}

function writeAttempt(attempt: Step | HttpStep): string {
  const nobody = `{ context: await newContext(), token: '' }`;
  const who = attempt.by === 'nobody' ? nobody : attempt.by === 'admin' ? 'admin' : 'actor';
  if (!('http' in attempt)) return `await rpc(${who}, '${attempt.method}', ${inCode(attempt.params)})`;
  const { method, path, json, form } = attempt.http;
  const body = [
    ...(json === undefined ? [] : [`data: ${inCode(json)}`]),
    ...(form ? [`multipart: ${inCode(form)}`] : []),
  ];
  return (
    `await (async (who: Who) => {\n` +
    `      const answer = await who.context.fetch(${inText(path)}, { method: '${method}', headers: headersOf(who)${body.map((one) => `, ${one}`).join('')} });\n` +
    `      return (await answer.text()) + '\\nHTTP ' + String(answer.status());\n` +
    `    })(${who})`
  );
}

function writeChecks(answer: Recipe['check']['answer']): string[] {
  switch (answer.kind) {
    case 'offered':
    case 'not offered':
      return [];
    case 'allowed':
      return ['expect(told).toMatch(/"result"|HTTP [23]/);', 'expect(told).not.toMatch(/"error": ?\\{/);'];
    case 'refused':
      return [`expect(told).toMatch(new RegExp(${inText(answer.like)}));`];
    case 'same':
      return [
        'const plain = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{3,}/g, "#");',
        'expect(plain(told)).toBe(plain(ofNothing));',
      ];
  }
}
