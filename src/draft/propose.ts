import { matcher } from '../plan/checks';
import { loadPlan } from '../plan/load';
import type { Vocabulary } from '../plan/types';
import type { Draft } from './draft';
import { idsOn, newPage, readPage, withRow, type Page } from './page';
import { writePatch } from './patch';
import { nextId } from './words';

/** A change of the plan to review. */
export interface Proposal {
  file: string;
  patch: string;
  /** Roles that the matrix has no column for. */
  without: readonly string[];
}

export interface ProposeOptions {
  /** The plan's folder. */
  folder: string;
  vocabulary: Vocabulary;
  /** The area of an action, where it has one. */
  areaOf: (action: string) => string | undefined;
  /** Where the rows come from, for their column Source. */
  source: string;
}

/**
 * Proposes a row for each draft, in the page of its area.
 * @param method which the drafts are of
 * @throws Error where the plan's folder can not be read
 */
export function propose(
  method: string,
  drafts: readonly Draft[],
  { folder, vocabulary, areaOf, source }: ProposeOptions,
): Proposal[] {
  const pages = loadPlan(folder).map((page) => readPage(page, vocabulary));
  const ids = new Set(pages.flatMap(idsOn));
  const byFile = new Map<string, { page: Page | undefined; text: string; without: Set<string> }>();
  for (const draft of drafts) {
    const area = areaOf(draft.call.name) ?? answeringFor(method, pages) ?? areaNamedBy(method);
    const page = pages.find((each) => each.area === area && each.matrices.length > 0);
    const file = page?.file ?? `${folder}/${area}.md`;
    const kept = byFile.get(file);
    if (!page) {
      const together = [...(kept ? [] : drafts.filter(({ call }) => (areaOf(call.name) ?? area) === area))];
      if (!kept) byFile.set(file, { page, text: newPage(area, together, source, ids), without: new Set() });
      continue;
    }
    const current = kept ? readPage({ file, text: kept.text }, vocabulary) : page;
    const id = nextId(area, idsOn(current), ids);
    ids.add(id);
    const { text, without } = withRow(current, draft, { id, source });
    byFile.set(file, { page, text, without: new Set([...(kept?.without ?? []), ...without]) });
  }
  return [...byFile].map(([file, { page, text, without }]) => ({
    file,
    patch: writePatch(file, page?.text, text),
    without: [...without],
  }));
}

/** The area of the page whose front matter answers for a method: the most exact pattern says so. */
function answeringFor(method: string, pages: readonly Page[]): string | undefined {
  const patterns = pages.flatMap(({ area, covers }) => covers.map((pattern) => ({ area, pattern })));
  return patterns
    .filter(({ pattern }) => matcher(pattern)(method))
    .sort((one, other) => other.pattern.length - one.pattern.length)[0]?.area;
}

const areaNamedBy = (method: string) =>
  (/[a-z_]+/i.exec(method.replace(/^[A-Z]+ \/(?:api\/)?/, ''))?.[0] ?? 'drafted').replaceAll('_', '-');
