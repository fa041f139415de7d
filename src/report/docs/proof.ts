import { pointsAt, isFinding } from '../record/findings';
import { Seen, standingOf } from './facts';
import type { Page } from './page';
import { SEAL_LINES } from './seal';
import type { RunRecord } from '../../record/schema';

/**
 * Holds every sentence of a page against the run itself, whatever wrote it: each rule and role that it tells of has a green
 * cell there, and none that is red.
 * @param file the page, as a message names it
 * @returns a line for each claim that is not proven; empty where all are
 */
export function unproven(page: Pick<Page, 'sentences'>, record: RunRecord, file: string): string[] {
  const seen = new Seen(record);
  return page.sentences.flatMap(({ claims, line, target, text }) => {
    const place = `${file}:${String(line + SEAL_LINES)}`;
    if (claims.length === 0) return `${place}  "${text}" tells of no rule`;
    return claims.flatMap(({ rule, cell }) => {
      const cells = seen.of(target, rule, cell.role);
      if (standingOf(rule, cells) === 'proven') return [];
      const red = cells.find(isFinding);
      const where = `${rule.position.file}:${String(rule.position.line)}`;
      return red
        ? `${place}  tells of ${rule.id} ${cell.role}, which the run refutes (${red.verdict}): ${pointsAt(red)}`
        : `${place}  tells of ${rule.id} ${cell.role}, of which the run has no green cell: ${where}`;
    });
  });
}
