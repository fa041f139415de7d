import type { PageIndex } from '../data';
import { VIEWS, writeAddress, type Place, type ViewName } from '../address';
import { NO_FILTER } from '../filter';
import type { Places } from './use-place';

interface Props {
  index: PageIndex;
  place: Place;
  go: Places['go'];
}

/** What was run, what came of it in numbers, and the way to the views. */
export function Header({ index, place, go }: Props) {
  const { run, end, counts } = index;
  return (
    <header>
      <div class="title">
        <h1>What each role may do</h1>
        <p>
          As it was seen on{' '}
          <time dateTime={run.started}>{run.started.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC')}</time>
        </p>
      </div>
      <dl class="run">
        {run.targets.map(({ name, url, standIn, release, witness }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {standIn ? 'the stand-in' : url},{' '}
              {release === undefined ? 'unknown release' : `release ${release}`}, witness:{' '}
              {witness === 'sql' ? 'SQL' : witness}
            </dd>
          </div>
        ))}
        {run.commit !== undefined && (
          <div>
            <dt>plan</dt>
            <dd>
              commit <code>{run.commit.replace(/^([0-9a-f]{8})[0-9a-f]+/, '$1')}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>run</dt>
          <dd>{[...runFacts(index)].join(', ')}</dd>
        </div>
      </dl>
      {end === null && (
        <p class="notice">
          The run had not ended when this was written: what is missing is counted as not run.
        </p>
      )}
      {end !== null && end.status !== 'passed' && counts.findings === 0 && (
        <p class="notice">The run itself ended as: {end.status}.</p>
      )}
      <Notices title="Errors of the run" texts={end?.errors ?? []} />
      <Notices title="Preflight findings" texts={run.findings} />
      <Tiles index={index} place={place} go={go} />
      <nav aria-label="Views">
        {(Object.keys(VIEWS) as ViewName[]).map((view) => (
          <a
            key={view}
            href={writeAddress({ ...place, view })}
            {...(view === place.view && { 'aria-current': 'page' as const })}
            onClick={(event) => {
              event.preventDefault();
              go({ view });
            }}
          >
            {VIEWS[view]}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** What is wrong beside the tests. */
const Notices = ({ title, texts }: { title: string; texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <div class="notice">
      <h2>{title}</h2>
      <ul>
        {texts.map((text, n) => (
          <li key={n}>{text}</li>
        ))}
      </ul>
    </div>
  );

/** The counts, each of which shows its cells. */
function Tiles({ index, place, go }: Props) {
  const { counts, tests } = index;
  const failedTests = tests.filter(({ status }) => status === 'failed' || status === 'timedOut').length;
  const tiles = [
    {
      name: 'finding',
      label: 'Findings',
      n: counts.findings,
      note: failedTests > 0 ? `${String(failedTests)} of other tests` : '',
    },
    { name: 'gap', label: 'Known gaps', n: counts.knownGaps, note: '' },
    { name: 'proven', label: 'Proven', n: counts.proven, note: '' },
    { name: 'idle', label: 'Not run', n: counts.notRun, note: '' },
  ];
  return (
    <div class="tiles" role="group" aria-label="Results">
      {tiles.map(({ name, label, n, note }) => {
        const isShown = place.view === 'matrix' && place.filter.verdict === name;
        return (
          <button
            key={name}
            type="button"
            class={`tile tile-${name}${n === 0 ? ' none' : ''}`}
            aria-pressed={isShown}
            onClick={() => go({ view: 'matrix', filter: { ...NO_FILTER, verdict: isShown ? '' : name } })}
          >
            <strong>{n.toLocaleString('en')}</strong>
            <span>
              {label}
              {note && <small>{note}</small>}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function* runFacts({ run, end, counts }: PageIndex): Generator<string> {
  yield `${run.planned.toLocaleString('en')} tests`;
  if (counts.otherPassed > 0)
    yield `${counts.otherPassed.toLocaleString('en')} of them other than cells and passed`;
  if (end) yield `${(end.ms / 1000).toFixed(0)} s`;
  yield `${String(run.workers)} ${run.workers === 1 ? 'worker' : 'workers'}`;
  if (run.seeds.length > 0) yield `seed ${run.seeds.join(', ')}`;
  if (run.shards.length > 0) yield `shards ${run.shards.join(', ')}`;
  yield `qa-plan ${run.suite}`;
}
