/** How the source of a known gap is written, as a hint tells it. */
export const SOURCES_HINT =
  'a source is one issue or pull request (name#123, or its URL), "to report" as long as there is none, or ' +
  '"disputed (<documentation> against <code>)" where the two differ';

const REPORT = /^[\w.-]+(\/[\w.-]+)?#\d+$/;
const REPORT_ON_GITHUB =
  /^\/[^/]+\/[^/]+\/((issues|pull|discussions)\/\d+|security\/advisories\/GHSA-[\w-]+)\/?$/;
const DISPUTED = /^disputed \(\S.* against \S.*\)$/i;

/**
 * Whether a text says where a known gap comes from, which is a claim about somebody's program: a report of it, that it
 * is still to be reported, or the two texts that differ. The front page of a tracker is no report.
 */
export function isGapSource(text: string): boolean {
  return isUnreported(text) || DISPUTED.test(text) || REPORT.test(text) || isReport(text);
}

/** Whether a known gap is still to be reported. */
export const isUnreported = (source: string): boolean => source.toLowerCase() === 'to report';

function isReport(address: string): boolean {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return false;
  const { hostname, pathname, search } = new URL(address);
  if (hostname === 'github.com') return REPORT_ON_GITHUB.test(pathname);
  // Trackers name a report by a number at the end: /issues/12, /browse/ABC-12, show_bug.cgi?id=12.
  return /[/-]\d+\/?$/.test(pathname) || /[?&]\w*id=\d+/.test(search);
}
