import type { ComponentChildren } from 'preact';
import type { RecordedCell } from '../../../../record/schema';
import type { CellDetails } from '../../data';
import { LOOKS } from '../../looks';
import { Sign } from '../icons';
import { Commands } from './commands';
import { OutLink } from '../out-link';
import { Screenshots } from './screenshots';

/** All that a record has of a cell. */
export function CellView({ details }: { details: CellDetails }) {
  const { cell } = details;
  const { evidence, verdict } = cell;
  return (
    <>
      <section class={`outcome tone-${LOOKS[verdict].tone}`} aria-label="Verdict">
        <p class="outcome-name">
          <Sign verdict={verdict} /> {verdict}
          {verdict === 'known gap' && evidence && `: ${evidence.judged}`}
        </p>
        <p>{evidence?.why ?? cell.reason ?? LOOKS[verdict].meaning}</p>
        {cell.excused !== undefined && <p>Worse than its known gap, which excuses: {cell.excused}.</p>}
      </section>

      <dl class="facts">
        <Fact name="Expected">{cell.expected}</Fact>
        <Fact name="Seen">{evidence?.seen ?? 'nothing'}</Fact>
        {evidence && evidence.effects.length > 0 && <Fact name="Showed">{evidence.effects.join(', ')}</Fact>}
        <Fact name="Looked at by">
          {evidence && evidence.witnesses.length > 0 ? evidence.witnesses.join(', ') : 'nobody'}
        </Fact>
        <Fact name="Where">{cell.control ?? (cell.surface === 'api' ? 'API' : 'page')}</Fact>
        {cell.variant !== undefined && <Fact name="Composed role">{cell.variant}</Fact>}
        {cell.repeat !== undefined && <Fact name="Repeat">{String(cell.repeat)}</Fact>}
        <Fact name="Took">
          {cell.ms.toLocaleString('en')} ms, from {cell.started.replace('T', ' ').replace('Z', ' UTC')}
        </Fact>
      </dl>

      {evidence?.gap && <Gap details={details} gap={evidence.gap} />}
      {cell.failure !== undefined && <Text name="Failure">{cell.failure}</Text>}
      {evidence?.parts.map(([name, text], n) => (
        <Text key={n} name={name}>
          {text}
        </Text>
      ))}
      {evidence?.revocations && (
        <Text name="How long the right still worked">
          {evidence.revocations
            .map(
              ({ way, surface, ms, isOpen }) => `${way}, ${surface}: ${isOpen ? '> ' : ''}${String(ms)} ms`,
            )
            .join('\n')}
        </Text>
      )}
      {cell.sessions && <Text name="Sessions renewed">{cell.sessions.join('\n')}</Text>}
      <Screenshots files={cell.screenshots ?? []} of={cell.title} />
      <PlanRow details={details} />
      <Commands cell={cell} />
    </>
  );
}

function PlanRow({ details: { cell, placeLink, sourceLink } }: { details: CellDetails }) {
  const { file, line } = cell.place;
  const columns = [
    ['ID', cell.rule],
    ['Rule', cell.ruleTitle],
    ['Action', cell.action],
    ...(cell.given === undefined ? [] : [['Given', cell.given]]),
    [cell.role, cell.expected],
    ['Severity', cell.severity],
  ] as const;
  return (
    <section class="part-of">
      <h3>
        In the plan:{' '}
        <OutLink to={placeLink}>
          {file}:{line}
        </OutLink>
      </h3>
      <div class="scroll" tabIndex={0} role="region" aria-label="The plan's row">
        <table>
          <thead>
            <tr>
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {columns.map(([name, text]) => (
                <td key={name}>{text}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {cell.source !== undefined && (
        <p>
          The rule comes from:{' '}
          {sourceLink === undefined ? cell.source : <OutLink to={sourceLink}>{cell.source}</OutLink>}
        </p>
      )}
    </section>
  );
}

type KnownGap = NonNullable<NonNullable<RecordedCell['evidence']>['gap']>;

function Gap({ gap, details: { gapLink, gapPlaceLink } }: { gap: KnownGap; details: CellDetails }) {
  const { verdict, effects, source, reason, until, place } = gap;
  return (
    <section class="gap">
      <h3>Known gap</h3>
      <p>{reason}</p>
      <dl class="facts">
        <Fact name="Excuses">{effects.length > 0 ? `${verdict}: ${effects.join(', ')}` : verdict}</Fact>
        <Fact name="Reported">
          {gapLink === undefined ? source : <OutLink to={gapLink}>{source}</OutLink>}
        </Fact>
        <Fact name="Until">{until}</Fact>
        <Fact name="Written in">
          <OutLink to={gapPlaceLink}>
            {place.file}:{place.line}
          </OutLink>
        </Fact>
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Text = ({ name, children }: { name: string; children: string }) => (
  <section class="part-of">
    <h3>{name}</h3>
    <pre tabIndex={0}>{children}</pre>
  </section>
);
