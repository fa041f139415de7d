import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import { parse } from 'yaml';
import { copyCheckout } from './checkout';
import { bareEnvironment, PROJECT } from './run-cli';

interface Step {
  name: string;
  id?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  run?: string;
  env?: Record<string, string>;
  'working-directory'?: string;
}

interface Action {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
}

/** How the steps of an action ended. */
export interface ActionEnd {
  /** Of the step that failed; 0 without. */
  code: number;
  outputs: Record<string, string>;
  /** What all scripts printed. */
  log: string;
  /** The job's summary. */
  summary: string;
  /** The folders that steps handed to `actions/upload-artifact`, by the artifact's name. */
  artifacts: Record<string, string>;
}

/** A job on a runner: a workspace, and a checkout of the suite as GitHub makes it for an action. */
export class Job {
  readonly workspace: string;
  private readonly action: string;
  private readonly folder = temporaryFolder();
  private runs = 0;

  constructor() {
    this.workspace = path.join(this.folder, 'workspace');
    this.action = path.join(this.folder, 'action');
    mkdirSync(this.workspace, { recursive: true });
    copyCheckout(this.action);
    writeNpm(path.join(this.folder, 'bin'), path.join(this.action, 'node_modules'));
  }

  /**
   * Runs the scripts of action.yml one after the other, exactly as they stand there, as GitHub's runner does: with what it
   * would put in the place of expressions, until one fails. Actions that it would fetch are left out.
   */
  run(inputs: Record<string, string>): ActionEnd {
    const action = parse(readFileSync(path.join(PROJECT, 'action.yml'), 'utf8')) as Action;
    const end: ActionEnd = { code: 0, outputs: {}, log: '', summary: '', artifacts: {} };
    const temp = path.join(this.folder, `temp-${String((this.runs += 1))}`);
    mkdirSync(temp);
    const summary = path.join(temp, 'summary');
    const github = { action_path: this.action, run_id: '4242', action_repository: '', action_ref: '' };
    const given: Record<string, string> = {};
    const context = {
      inputs: given,
      github,
      steps: {} as Record<string, { outputs: Record<string, string> }>,
    };
    const fill = (text: string) => fillIn(text, context);
    for (const [name, { default: value }] of Object.entries(action.inputs))
      given[name] = inputs[name] ?? fill(value);
    for (const step of action.runs.steps) {
      const isDone = end.code !== 0 && !step.if?.includes('cancelled()');
      if (isDone || (step.if !== undefined && fill(step.if) !== 'true')) continue;
      if (step.uses?.startsWith('actions/upload-artifact@'))
        end.artifacts[fill(step.with?.name ?? '')] = fill(step.with?.path ?? '');
      if (step.run === undefined) continue;
      const output = path.join(temp, `output-${step.id ?? 'none'}`);
      writeFileSync(output, '');
      const env = Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]),
      );
      // As the runner calls `shell: bash`.
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
        {
          encoding: 'utf8',
          cwd: fill(step['working-directory'] ?? this.workspace),
          env: { ...this.environment(temp), GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...env },
        },
      );
      end.log += `== ${step.name}\n${stdout}${stderr}`;
      if (status !== 0) end.code ||= status ?? 1;
      if (step.id !== undefined)
        context.steps[step.id] = { outputs: outputsIn(readFileSync(output, 'utf8')) };
    }
    for (const [name, { value }] of Object.entries(action.outputs)) end.outputs[name] = fill(value);
    end.summary = existsSync(summary) ? readFileSync(summary, 'utf8') : '';
    return end;
  }

  /** A runner's, and no way to any host but this machine. */
  private environment(temp: string): NodeJS.ProcessEnv {
    const nowhere = 'http://127.0.0.1:9';
    const { PATH = '', ...env } = bareEnvironment();
    return {
      ...env,
      CI: 'true',
      PATH: `${path.join(this.folder, 'bin')}${path.delimiter}${PATH}`,
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'example/mathesar',
      RUNNER_TEMP: temp,
      ...{
        http_proxy: nowhere,
        https_proxy: nowhere,
        no_proxy: '127.0.0.1,localhost',
        npm_config_offline: 'true',
      },
    };
  }
}

/** Outside of the project, which is copied into it; it goes with this process. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-job-'));
  // Open to the user as whom PostgreSQL runs for root.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `npm ci` is the only thing that needs a registry: here it takes what the project has. */
function writeNpm(bin: string, modules: string): void {
  mkdirSync(bin);
  const real = path.join(path.dirname(process.execPath), 'npm');
  const script = `#!/bin/sh\nif [ "$1" = ci ]; then [ -e '${modules}' ]; exit; fi\nexec '${real}' "$@"\n`;
  writeFileSync(path.join(bin, 'npm'), script);
  chmodSync(path.join(bin, 'npm'), 0o755);
  symlinkSync(path.join(PROJECT, 'node_modules'), modules);
}

/** Puts the values of expressions in their place; an `if` may be written without braces. */
function fillIn(text: string, context: object): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const { tokens } = new Lexer(expression).lex();
    const cancelled = { name: 'cancelled', minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(false) };
    const tree = new Parser(tokens, Object.keys(context), [cancelled]).parse();
    const values = JSON.parse(JSON.stringify(context), data.reviver) as data.Dictionary;
    const functions = new Map([...Object.entries(wellKnownFunctions), ['cancelled', cancelled]] as const);
    return new Evaluator(tree, values, functions).evaluate().coerceString();
  });
}

const outputsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
