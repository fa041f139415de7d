import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { resultsFolder } from '../../../src/plan/folder';
import { requirePlan } from '../../../src/suite/compile';
import { withRun } from '../../../src/target/run';
import { standInTarget, type StandIn } from '../../../src/target/stand-in';
import { bareEnvironment } from '../../../tests/integration/support/run-cli';
import { withStandIn } from '../../../tests/integration/support/with-stand-in';
import { inTurns, median, ratioInTurns, spread } from '../arithmetic';
import type { Benchmark } from '../benchmark';
import { PlanCopy } from '../plan-copy';
import { run, runWell } from '../run';
import { plainCells, type PlainCell } from '../usual-way/plain-cells';

const VERSION = '1.7.0';
const TURNS = { quick: 1, whole: 5 };
/** Reads, on a table that is open and on one that is closed: it puts nothing back, so that a change would meet another's. */
const RULES = ['REC-01', 'REC-02', 'REC-03', 'REC-07', 'REC-08', 'REC-09'];
/** Acts in worlds of its own, and overstep has one object for all subjects of a resource. */
const LEFT_OUT = 'manager';

/** Another tool that tests a matrix of roles over HTTP. */
export const overstep: Benchmark = {
  name: 'overstep',
  what:
    `overstep ${VERSION} (PyPI), which sends one request per subject and resource and reads status and body, on the same cells of the ` +
    'API: the whole command per cell, with what either makes first; its matrix has ready sessions and objects, which here ' +
    'the command makes',
  quick: false,
  measure: async (size, { folder, say }) => {
    const program = await install();
    if ('missing' in program) return program;
    return withStandIn({}, async (standIn) => {
      const rules = requirePlan().plans.local.files.flatMap((file) =>
        file.rules.filter(({ id }) => RULES.includes(id)),
      );
      const copy = new PlanCopy(path.join(folder, 'plan'));
      let took = { ours: [0], theirs: [0] };
      const seen = { cells: 0, wrong: [] as string[], ours: 0, oursWrong: 0 };
      const left = await withRun(standInTarget(standIn), async (state) => {
        const cells = (await plainCells(rules, state, 'overstep')).filter(
          ({ call, role }) => call && role !== LEFT_OUT,
        );
        const matrix = path.join(folder, 'matrix.yaml');
        // It holds sessions.
        writeFileSync(matrix, stringify(matrixOf(cells, standIn)), { mode: 0o600 });
        say(`${String(cells.length)} cells`);
        took = await inTurns(TURNS[size], {
          ours: async () => {
            const chosen = ['/records.md', '--grep', `(${RULES.join('|')}) · api`];
            const { record, seconds } = await copy.run(chosen, { env: copy.environment(standIn) });
            seen.ours = record.results.length;
            seen.oursWrong = record.results.filter(({ status }) => status !== 'passed').length;
            return seconds / seen.ours;
          },
          theirs: async () => {
            const out = path.join(folder, 'out');
            const { text, seconds } = await run(
              ['run', matrix, '--out', out, '--fail-on', 'never', '--allow-inconclusive'],
              {
                env: { ...bareEnvironment(), OVERSTEP_NO_HINTS: '1' },
                command: program.overstep,
              },
            );
            if (!existsSync(path.join(out, 'findings.json')))
              throw new Error(`overstep did not run:\n${text}`);
            seen.cells = cells.length;
            seen.wrong = wrongIn(path.join(out, 'findings.json'));
            return seconds / cells.length;
          },
        });
      });
      if (left.length > 0) throw new Error(`what was made for overstep is left:\n${left.join('\n')}`);
      const { cells, wrong, ours, oursWrong } = seen;
      return {
        figures: [
          {
            name: 'plan / overstep, a cell with its share of the command',
            value: ratioInTurns(took.ours, took.theirs),
            ...{
              unit: '×',
              better: 'low' as const,
              spread: Math.max(spread(took.ours), spread(took.theirs)),
            },
            detail:
              `${(median(took.ours) * 1000).toFixed(0)} ms, ${String(ours - oursWrong)} of ${String(ours)} right; ` +
              `${(median(took.theirs) * 1000).toFixed(0)} ms, ${String(cells - wrong.length)} of ${String(cells)} right`,
          },
        ],
        notes: wrong.slice(0, 10).map((line) => `overstep was wrong about ${line}`),
      };
    });
  },
};

/** Installs it beside the results, where it is kept. @returns where it is, or why it can not be had */
async function install(): Promise<{ overstep: string } | { missing: string }> {
  const folder = path.resolve(resultsFolder(), `overstep-${VERSION}`);
  const program = path.join(folder, 'bin/overstep');
  if (existsSync(program)) return { overstep: program };
  mkdirSync(path.dirname(folder), { recursive: true });
  const env = process.env;
  try {
    await runWell(['-m', 'venv', folder], { env, command: 'python3' });
    await runWell(['install', '--quiet', `overstep==${VERSION}`], {
      env,
      command: path.join(folder, 'bin/pip'),
    });
    return { overstep: program };
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    return { missing: `overstep could not be installed (${line}); it takes Python 3.10 or newer, and PyPI` };
  }
}

/** Its matrix: a subject for each role, a resource for each rule. */
function matrixOf(cells: readonly PlainCell[], { baseUrl }: StandIn): object {
  const roles = [...new Set(cells.map(({ role }) => role))];
  const rules = [...new Set(cells.map(({ rule }) => rule))];
  return {
    roles,
    modules: {
      // A refusal is an answer with status 200 and an error inside.
      rest: { base_url: baseUrl, access: { allow_status: ['2xx'], deny_body_regex: '"error": ?\\{' } },
    },
    subjects: roles.map((role) => ({ name: role, role, token: null, headers: headersOf(cells, role) })),
    resources: rules.map((rule) => ({
      name: rule,
      type: 'function',
      request: {
        ...{ method: 'POST', path: '/api/rpc/v0/' },
        body: { jsonrpc: '2.0', id: 1, ...cells.find((cell) => cell.rule === rule)?.call },
      },
    })),
    policy: Object.fromEntries(
      rules.map((rule) => [
        rule,
        { allow: cells.filter((cell) => cell.rule === rule && cell.allowed).map(({ role }) => ({ role })) },
      ]),
    ),
  };
}

function headersOf(cells: readonly PlainCell[], role: string): Record<string, string> {
  const { session } = cells.find((cell) => cell.role === role)?.account ?? {};
  return session ? { Cookie: `sessionid=${session.sessionId}; csrftoken=${session.csrfToken}` } : {};
}

/** What it reports is wrong here, where every cell is as the plan says. */
function wrongIn(file: string): string[] {
  const { findings = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    findings?: { resource?: string; subject?: string; vuln_class?: string }[];
  };
  return findings.map(
    ({ resource = '', subject = '', vuln_class = '' }) => `${resource} ${subject} (${vuln_class})`,
  );
}
