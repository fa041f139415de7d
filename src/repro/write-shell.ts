import { type HttpStep, type Made, type Recipe, type Save, type Step, type Template } from './recipe';

/** A recipe as a shell script that ends with 0 where the install does what the plan says, and with 1 where it does not. */
export function writeShell(recipe: Recipe): string {
  const { rule, role, title, action, expected, setUp, looks, attempt, missing, check, cleanUp } = recipe;
  if ('page' in attempt) return writeApology(recipe, attempt.page.control);
  const body = setUp.flatMap((step) => [...writeStep(step), ...signIn(step, recipe)]);
  return [
    '#!/usr/bin/env bash',
    `# ${rule} ${role}: ${title} (${action}). The plan says: ${expected}.`,
    '# Ends with 0 where the install does so, with 1 where it does not, and with 2 where that could not be tried.',
    '#',
    '# MATHESAR_URL             address of the install, such as http://localhost:8000',
    '# MATHESAR_ADMIN           an administrator of it, who is a collaborator of the first database in its list, with a',
    '#                          role that may create roles, schemas and databases',
    "# MATHESAR_ADMIN_PASSWORD  that administrator's password",
    PROLOGUE,
    `clean_up() {`,
    ...cleanUp.flatMap((kind) => REMOVALS[kind].map((line) => `  ${line}`)),
    ...(cleanUp.length === 0 ? ['  :'] : []),
    '}',
    '',
    'sign_in admin "$MATHESAR_ADMIN" "$MATHESAR_ADMIN_PASSWORD"',
    ...body,
    '',
    ...looks.flatMap((look, index) => writeLook(look, `before${String(index)}`)),
    ...writeAttempt(attempt, 'answer'),
    'told=$answer',
    ...(missing ? [...writeAttempt(missing, 'answer'), 'of_nothing=$answer'] : []),
    ...looks.flatMap((look, index) => writeLook(look, `after${String(index)}`)),
    '',
    ...writeChecks(check.answer),
    ...check.holds.map((text) => `expect_in ${inText(text)}`),
    ...check.lacks.map((text) => `expect_not_in ${inText(text)}`),
    ...check.changes.map(
      (count, index) =>
        `expect_changes ${String(count)} ${String(index)} ${inText(looks[index]?.method ?? '')}`,
    ),
    '',
    'if [ "$red" = 0 ]; then echo "green: as the plan says"; fi',
    'exit "$red"',
    '',
  ].join('\n');
}

/** A page has to be looked at, which curl can not. */
const writeApology = ({ rule, role, title }: Recipe, control: string): string =>
  [
    '#!/usr/bin/env bash',
    `# ${rule} ${role}: ${title}.`,
    `echo ${inText(`curl can not show whether a page offers "${control}": run repro.spec.ts beside this script`)} >&2`,
    'exit 2',
    '',
  ].join('\n');

const PROLOGUE = String.raw`set -uo pipefail
umask 077
for command in curl awk grep sed sort comm; do
  command -v "$command" >/dev/null || { echo "this script takes $command, which is not there" >&2; exit 2; }
done
: "${'$'}{MATHESAR_URL:?set it to the address of the install}" "${'$'}{MATHESAR_ADMIN:?set it to the name of an administrator}"
: "${'$'}{MATHESAR_ADMIN_PASSWORD:?set it to the password of that administrator}"
url=${'$'}{MATHESAR_URL%/}
prefix=repro$$_$RANDOM
password=Pw-$(head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n')
work=$(mktemp -d)
red=0
trap 'clean_up >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 2' INT TERM

give_up() { echo "could not be tried: $1" >&2; exit 2; }

# Headers go into a file: arguments can be read by everybody on this machine.
curl_as() { # WHO ARGUMENTS…
  local who=$1; shift
  curl -sS --max-time 60 -K "$work/$who.curl" "$@"
}

keep_session() { # WHO
  local token
  token=$(awk '$6 == "csrftoken" { print $7 }' "$work/$1.jar")
  printf 'cookie = "%s"\ncookie-jar = "%s"\nheader = "X-CSRFToken: %s"\nheader = "Referer: %s"\n' \
    "$work/$1.jar" "$work/$1.jar" "$token" "$url/" >"$work/$1.curl"
}

submit() { # WHO PATH NAME VALUE NAME VALUE: sends a form, and prints where it leads
  local who=$1 path=$2; shift 2
  local fields=()
  awk '$6 == "csrftoken" { printf "%s", $7 }' "$work/$who.jar" >"$work/token"
  while [ $# -gt 0 ]; do
    printf '%s' "$2" >"$work/field-$1"
    fields+=(--data-urlencode "$1@$work/field-$1"); shift 2
  done
  curl_as "$who" -o /dev/null -w '%{http_code} %{redirect_url}' "${'$'}{fields[@]}" \
    --data-urlencode "csrfmiddlewaretoken@$work/token" "$url$path"
  rm -f "$work"/field-* "$work/token"
}

sign_in() { # WHO NAME PASSWORD: changes a first password where the install asks for that
  : >"$work/$1.curl"; : >"$work/$1.jar"
  curl -sS --max-time 60 -c "$work/$1.jar" -o /dev/null "$url/auth/login/" || give_up "no answer from $url"
  keep_session "$1"
  case $(submit "$1" /auth/login/ username "$2" password "$3") in 302*) ;; *) give_up "$2 could not sign in" ;; esac
  keep_session "$1"
  case $(curl_as "$1" -o /dev/null -w '%{redirect_url}' "$url/") in
    *password_reset_confirm*)
      submit "$1" /auth/password_reset_confirm/ new_password1 "$3-2" new_password2 "$3-2" >/dev/null
      sign_in "$1" "$2" "$3-2" ;;
  esac
}

rpc() { # WHO METHOD, parameters from standard input: the answer is in $answer
  local params; params=$(cat)
  answer=$(printf '{"jsonrpc":"2.0","id":"1","method":"%s","params":%s}' "$2" "$params" |
    curl_as "$1" -H 'Content-Type: application/json' --data-binary @- "$url/api/rpc/v0/") || give_up "$2 got no answer"
}

must() { # as rpc, for what makes ready
  rpc "$@"
  case $answer in *'"result"'*) ;; *) give_up "$2 answered $answer" ;; esac
}

save() { # NAME PATTERN: a value of the answer
  [[ $answer =~ $2 ]] || give_up "no $1 in $answer"
  printf -v "$1" '%s' "${'$'}{BASH_REMATCH[1]}"
}

remove() { # LIST PARAMETERS KEY DELETE PARAMETERS: what has the prefix in its name
  local id
  rpc admin "$1" <<<"$2"
  for id in $(grep -o '{[^{}]*}' <<<"$answer" | grep -F "\"$prefix" | sed -nE "s/.*\"$3\": ?([0-9]+).*/\1/p"); do
    rpc admin "$4" <<<"${'$'}{5//ID/$id}"
  done
}

say_red() { echo "red: $1"; red=1; }
expect_in() { grep -qE -- "$1" <<<"$told" || say_red "the answer does not hold $1"; }
expect_not_in() { ! grep -qE -- "$1" <<<"$told" || say_red "the answer holds $1"; }
objects() { grep -o '{[^{}]*}' "$1" | sort; }
expect_changes() { # COUNT LOOK METHOD
  local count
  count=$(comm -3 <(objects "$work/before$2") <(objects "$work/after$2") | wc -l)
  [ "$count" -eq "$1" ] || say_red "$((count)) objects of $3 changed, not $1"
}
plain() { sed -E "s/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{3,}/#/g" <<<"$1"; }

nobody() { printf 'header = "X-CSRFToken: %s"\ncookie = "csrftoken=%s"\n' anonymous000000000000000000000000 anonymous000000000000000000000000 >"$work/nobody.curl"; }
nobody
`;

const REMOVALS: Record<Made, string[]> = {
  databases: [
    `rpc admin databases.configured.list <<<'{}'`,
    `for id in $(grep -o '{[^{}]*}' <<<"$answer" | grep -F "\\"$prefix" | sed -nE 's/.*"id": ?([0-9]+).*/\\1/p'); do`,
    `  rpc admin databases.get <<<"{\\"database_id\\": $id}"`,
    `  [[ $answer =~ \\"oid\\":\\ ?([0-9]+) ]] && rpc admin databases.delete <<<"{\\"database_id\\": $database, \\"database_oid\\": \${BASH_REMATCH[1]}}"`,
    `  rpc admin databases.configured.disconnect <<<"{\\"database_id\\": $id}"`,
    `done`,
  ],
  schemas: [
    `remove schemas.list "{\\"database_id\\": $database}" oid schemas.delete "{\\"database_id\\": $database, \\"schema_oids\\": [ID]}"`,
  ],
  users: [`remove users.list '{}' id users.delete '{"user_id": ID}'`],
  'stored roles': [
    `remove roles.configured.list "{\\"database_id\\": $database, \\"server_id\\": $server}" id roles.configured.delete '{"configured_role_id": ID}'`,
  ],
  roles: [
    `remove roles.list "{\\"database_id\\": $database}" oid roles.delete "{\\"database_id\\": $database, \\"role_oid\\": ID}"`,
  ],
};

/** A template as JSON in which the shell puts values. */
function inJson(template: Template): string {
  if (Array.isArray(template)) return `[${template.map(inJson).join(', ')}]`;
  if (typeof template === 'object' && template !== null) {
    if (typeof template.$ === 'string') return `\${${template.$}}`;
    return `{${Object.entries(template)
      .map(([name, value]) => `${inJson(name)}: ${inJson(value)}`)
      .join(', ')}}`;
  }
  return typeof template === 'string'
    ? withNames(escapedForShell(JSON.stringify(template)))
    : String(template);
}

const escapedForShell = (text: string) => text.replaceAll(/[\\$`]/g, '\\$&');
const withNames = (text: string) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => `\${${name}}`);

/** A text in double quotes. */
const inText = (text: string) => `"${withNames(escapedForShell(text).replaceAll('"', '\\"'))}"`;

function writeStep({ by, method, params, saves }: Step): string[] {
  return [`must ${by} ${method} <<JSON`, inJson(params), 'JSON', ...saves.map(writeSave)];
}

function writeSave({ name, path }: Save): string {
  return `save ${name} ${inShellPattern(patternOf(path))}`;
}

const inShellPattern = (pattern: string) => `'${pattern}'`;

/** Values that are no numbers. */
const TEXTS: Readonly<Record<string, string>> = { token: '"([0-9a-f-]{36})"', name: '"([^"]*)"' };

/** The first number, or token, of its name; below the object that it is in. */
function patternOf(path: readonly (string | number)[]): string {
  const keys = path.filter((key): key is string => typeof key === 'string');
  const key = keys.at(-1);
  if (key === undefined) return '"result": ?\\[?([0-9]+)';
  const value = TEXTS[key] ?? '([0-9]+)';
  const parent = keys.at(-2);
  const inside = parent === undefined ? '' : `"${parent}": ?\\{[^{}]*`;
  return `${inside}"${key}": ?${value}`;
}

/** Whoever acts signs in when the account is there. */
function signIn(step: Step, { attempt, role }: Recipe): string[] {
  if (step.method !== 'users.add') return [];
  const definition = (step.params as { user_def?: { username?: string } }).user_def;
  const username = definition?.username ?? '';
  const by = attempt.by;
  const who = by === 'actor' ? `{{prefix}}_${role}` : by;
  if (username !== who || by === 'nobody') return [];
  return [`sign_in actor ${inText(username)} "$password"`];
}

const writeLook = (look: Step, file: string) => [
  `must admin ${look.method} <<JSON`,
  inJson(look.params),
  'JSON',
  `printf '%s' "$answer" >"$work/${file}"`,
];

function writeAttempt(attempt: Step | HttpStep, into: string): string[] {
  const who = ['nobody', 'admin'].includes(attempt.by) ? attempt.by : 'actor';
  if (!('http' in attempt)) return [`rpc ${who} ${attempt.method} <<JSON`, inJson(attempt.params), 'JSON'];
  const { method, path, json, form } = attempt.http;
  const fields = Object.entries(form ?? {}).map(
    ([name, value]) => ` --form-string ${inText(`${name}=${value}`)}`,
  );
  const body = json === undefined ? fields.join('') : ` -H 'Content-Type: application/json' --data-binary @-`;
  const call = `${into}=$(curl_as ${who} -X ${method} -w '\\nHTTP %{http_code}'${body} "$url"${inText(path)}`;
  return json === undefined ? [`${call})`] : [`${call} <<JSON`, inJson(json), 'JSON', ')'];
}

function writeChecks(answer: Recipe['check']['answer']): string[] {
  switch (answer.kind) {
    case 'offered':
    case 'not offered':
      return [];
    case 'allowed':
      return [`expect_in '"result"|HTTP [23]'`, `expect_not_in '"error": ?\\{'`];
    case 'refused':
      return [`expect_in ${inText(answer.like)}`];
    case 'same':
      return [
        '[ "$(plain "$told")" = "$(plain "$of_nothing")" ] || say_red "the answer differs from that about nothing"',
      ];
  }
}
