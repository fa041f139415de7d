import { readFileSync } from 'node:fs';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isMap, isScalar, LineCounter, parse, parseDocument, visit, type Node, type YAMLMap } from 'yaml';

export interface Problem {
  /** From 0. */
  line: number;
  /** From 0. */
  character: number;
  message: string;
}

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const TAGGED = /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What this project asks of workflows and actions beyond their syntax. */
export function checkRules(text: string, document: TextDocument): Problem[] {
  const yaml = parseDocument(text, { lineCounter: new LineCounter() });
  const problems: Problem[] = [];
  const report = (node: Node | undefined, message: string) => {
    const { line, character } = document.positionAt(node?.range?.[0] ?? 0);
    problems.push({ line, character, message });
  };
  const root = yaml.contents;
  if (!isMap(root)) return [{ line: 0, character: 0, message: 'no workflow' }];
  checkJobs(root, report);
  if (hasKey(root.get('on', true), 'pull_request_target'))
    report(root, 'pull_request_target runs with the secrets of the base; use workflow_run on an artifact');
  visit(yaml, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value)) return;
      const given = String(value.value);
      if (key.value === 'run' && given.includes('${{'))
        report(value, 'an expression in a script can be code; hand it on by env');
      if (key.value !== 'uses' || given.startsWith('./')) return;
      const { line } = document.positionAt(value.range?.[0] ?? 0);
      if (!PINNED.test(given)) report(value, `"${given}" is not pinned by a commit of 40 digits`);
      else if (!TAGGED.test(text.split('\n')[line]?.trimEnd() ?? ''))
        report(value, 'name the release behind the commit: # v1.2.3');
    },
    Map(_, map) {
      const uses = map.get('uses');
      const given = map.get('with', true);
      if (typeof uses !== 'string') return;
      if (
        uses.startsWith('actions/checkout@') &&
        !(isMap(given) && given.get('persist-credentials') === false)
      )
        report(map, 'a checkout keeps the token in the clone: persist-credentials: false');
      if (isOwnAction(uses) && isMap(given))
        for (const { key } of given.items)
          if (isScalar(key) && !ownInputs().includes(String(key.value)))
            report(key, `action.yml has no input "${String(key.value)}"`);
    },
  });
  return problems;
}

function checkJobs(root: YAMLMap, report: (node: Node | undefined, message: string) => void): void {
  const jobs = root.get('jobs', true);
  if (!isMap(jobs)) return;
  for (const { key, value: job } of jobs.items) {
    if (!isScalar(key) || !isMap(job)) continue;
    const name = String(key.value);
    if (!job.has('permissions')) report(key, `job "${name}" does not say its permissions`);
    // A job that calls a workflow can have none; those of the workflow have theirs.
    if (!job.has('timeout-minutes') && !job.has('uses')) report(key, `job "${name}" has no timeout-minutes`);
    if (job.get('permissions') === 'write-all') report(key, `job "${name}" may write everything`);
  }
}

const hasKey = (node: unknown, name: string): boolean =>
  isMap(node)
    ? node.has(name)
    : isScalar(node)
      ? node.value === name
      : JSON.stringify(node ?? '').includes(`"${name}"`);

const isOwnAction = (uses: string): boolean => uses === './' || uses.startsWith('./.permissions-suite');

const ownInputs = (): string[] =>
  Object.keys((parse(readFileSync('action.yml', 'utf8')) as { inputs: object }).inputs);
