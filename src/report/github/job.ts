import { appendFileSync, existsSync, statSync } from 'node:fs';
import type { RunRecord } from '../../record/schema';
import { countsOf, problemsOf } from '../record/counts';
import { writeJobSummary } from './summary';

/** GitHub refuses a step's summary above this size, all of it. */
const LIMIT_BYTES = 1024 * 1024;

const CUT =
  '\n\n**Cut here: GitHub shows 1 MiB. The whole summary is in the artifact, as `results/summary.md`.**\n';

/** The files in which a step of a GitHub job hands on its summary and its outputs; empty outside of a job. */
export interface JobFiles {
  GITHUB_STEP_SUMMARY?: string | undefined;
  GITHUB_OUTPUT?: string | undefined;
}

/**
 * Adds a run to the summary and the outputs of a GitHub job: `status`, the counts, and where the record is.
 * @param file the record, as a path that other steps can use
 */
export function writeToJob(record: RunRecord, file: string, to: JobFiles): void {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } = to;
  if (summary !== undefined && summary !== '') {
    const used = existsSync(summary) ? statSync(summary).size : 0;
    appendFileSync(summary, cutToFit(writeJobSummary(record), LIMIT_BYTES - used));
  }
  if (output !== undefined && output !== '') {
    const lines = Object.entries(outputsOf(record, file)).map(([name, value]) => `${name}=${value}\n`);
    appendFileSync(output, lines.join(''));
  }
}

function outputsOf(record: RunRecord, file: string): Record<string, string> {
  const { findings, knownGaps, proven, notRun } = countsOf(record);
  const isPassed = problemsOf(record).length === 0 && record.end?.status === 'passed';
  return {
    status: record.end === null ? 'unfinished' : isPassed ? 'passed' : 'failed',
    findings: String(findings),
    'known-gaps': String(knownGaps),
    proven: String(proven),
    'not-run': String(notRun),
    record: file,
  };
}

/** Cut after a whole line, so that no row of a table is half. @param bytes that may be written */
export function cutToFit(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const room = bytes - Buffer.byteLength(CUT);
  if (room <= 0) return '';
  const kept = Buffer.from(text).subarray(0, room).toString();
  return kept.slice(0, kept.lastIndexOf('\n') + 1) + CUT;
}
