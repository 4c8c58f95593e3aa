// One joint visit on a phone in a factory: the own department's sheet first, then where every department stands, then what is to be mended. Works from
// the shelf where there is no network, and says so.
import { type ReactElement, useState } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { DeviceFull, shelfNow } from '../../../ui/device/shelf.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay } from '../../../ui/session.ts';
import { sheetOf } from '../rules-visits.ts';
import type { ChecklistItem } from '../words-regimes.ts';
import type { ShownOpinion, Visit } from '../words-visits.ts';
import { queueEntry } from './outbox-rows.ts';
import { Signature } from './signature.tsx';
import { Findings } from './visit-findings.tsx';
import { type DepartmentStanding, departmentMark, marksOf, outcomeText } from './visit-marks.ts';
import { ShownPhotos } from './visit-photos.tsx';
import { Sheet } from './visit-sheet.tsx';
import { useDraftIds, useVisits, useWaitingEntries } from './visit-shelf.ts';
import { useVisitWords } from './words-visit.ts';
import './visit.css';

export default function VisitPage(): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const { region, id } = usePathNames();
  const { data, from, error, reload, asOf } = useVisits();
  const waiting = useWaitingEntries();
  const drafts = useDraftIds();
  const visit = data?.visits.find((one) => one.id === id && one.region === region);
  const path = [{ text: say('back.list'), to: '/resumption/visits' }];
  if (!visit)
    return (
      <Page title={say('title')} path={path}>
        {error && !data ? (
          <ErrorNote error={error} onRetry={reload} />
        ) : data ? (
          <Empty text={say('none')} />
        ) : (
          <p className="sz-waiting" role="status" />
        )}
      </Page>
    );
  const checklist = visit.checklist ? (data?.checklists[visit.checklist] ?? []) : [];
  const marks = marksOf(visit, waiting, drafts);
  const mine = marks.filter((one) => one.mine);
  const toDo = mine.filter((one) => one.mark === 'waiting' || one.mark === 'draft' || one.mark === 'absent');
  const open = visit.state === 'appointed' || visit.state === 'begun';
  return (
    <Page title={visit.enterprise.name} path={path} about={[dayText(visit.day), visit.time].filter(Boolean).join(' ')}>
      <div className="rv">
        <p className={`rv-from${from === 'device' ? ' rv-from-device' : ''}`} role="status">
          {from === 'device' ? '● ' : ''}
          {say(from === 'device' ? 'from.device' : 'from.server', { at: instantText(asOf) })}
        </p>
        <p className="rv-where">{visit.enterprise.address}</p>
        <p className="rv-hint">
          {say('regime', { name: pick(visit.regime), day: visit.regime.day })}
          {visit.round > 1 && ` · ${say('round', { round: visit.round })}`}
        </p>
        <p className={`rv-outcome rv-outcome-${visit.outcome ?? 'none'}`}>{outcomeText(visit, say)}</p>
        {open && toDo.map((one) => <OwnSheet key={one.code} visit={visit} standing={one} checklist={checklist} />)}
        <Section title={say('others')}>
          <ul className="rv-opinions">
            {marks.map((one) => (
              <Standing key={one.code} visit={visit} standing={one} checklist={checklist} others={marks} open={open} />
            ))}
          </ul>
        </Section>
        <Findings visit={visit} />
      </div>
    </Page>
  );
}

function OwnSheet({
  visit,
  standing,
  checklist,
}: {
  visit: Visit;
  standing: DepartmentStanding;
  checklist: readonly ChecklistItem[];
}): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  return (
    <Section title={pick(standing.name)} note={say('mine', { names: standing.organisation })}>
      <Sheet visit={visit} department={standing.code} items={sheetOf(standing.code, checklist, visit.asked)} />
    </Section>
  );
}

function Standing({
  visit,
  standing,
  checklist,
  others,
  open,
}: {
  visit: Visit;
  standing: DepartmentStanding;
  checklist: readonly ChecklistItem[];
  others: readonly DepartmentStanding[];
  open: boolean;
}): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const handles = useMay('resumption.handle');
  const opinion = visit.opinions.find((one) => one.department === standing.code);
  const items = visit.items.filter((one) => one.department === standing.code);
  const wrong = items.filter((one) => one.result === 'not' || one.note !== '' || one.photos.length > 0);
  const mayRecord = open && standing.mark === 'waiting' && !standing.mine && (handles || others.some((one) => one.mine));
  return (
    <li className={`rv-standing rv-standing-${standing.mark}`}>
      <div className="rv-standing-head">
        <span className={`rv-chip rv-chip-${standing.mark}`}>
          {departmentMark[standing.mark]} {stateWord(standing, say)}
        </span>
        <b>{standing.organisation}</b>
        {standing.person && <span className="sz-label">{standing.person}</span>}
      </div>
      {opinion && <Given opinion={opinion} />}
      {wrong.length > 0 && (
        <ul className="rv-found">
          {wrong.map((one) => (
            <li key={one.item}>
              <span className={one.result === 'not' ? 'rv-wrong' : undefined}>
                {say(one.result)} · {pick(checklist.find((item) => item.id === one.item) ?? { zh: one.item, en: one.item })}
                {one.value && ` · ${one.value}`}
              </span>
              {one.note && <span>{one.note}</span>}
              <ShownPhotos photos={one.photos} region={visit.region} />
            </li>
          ))}
        </ul>
      )}
      {mayRecord && <Absence visit={visit} standing={standing} />}
    </li>
  );
}

const stateWord = (standing: DepartmentStanding, say: ReturnType<typeof useVisitWords>): string => {
  switch (standing.mark) {
    case 'agree':
      return say('agree');
    case 'dissent':
      return say('dissent');
    case 'absent':
      return say('absent.is');
    case 'here':
      return say('state.here');
    case 'draft':
      return say('state.draft');
    default:
      return say('state.waiting');
  }
};

function Given({ opinion }: { opinion: ShownOpinion }): ReactElement {
  const say = useVisitWords();
  const minutes = Math.round(Math.abs(opinion.skewSeconds) / 60);
  return (
    <div className="rv-given">
      {opinion.note && <p>{opinion.note}</p>}
      {opinion.signature && <Signature path={opinion.signature} name={opinion.by} />}
      <p className="sz-label">{say('signed.by', { name: opinion.by, at: instantText(opinion.at) })}</p>
      {minutes > 0 && (
        <p className="sz-label">{say('signed.skew', { how: say(opinion.skewSeconds > 0 ? 'signed.fast' : 'signed.slow'), minutes })}</p>
      )}
    </div>
  );
}

function Absence({ visit, standing }: { visit: Visit; standing: DepartmentStanding }): ReactElement {
  const say = useVisitWords();
  const [asked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  if (!asked)
    return (
      <button type="button" className="rv-link" onClick={() => setAsked(true)}>
        {say('absent')}
      </button>
    );
  const keep = async (): Promise<void> => {
    const shelf = shelfNow();
    if (!shelf) return;
    try {
      await queueEntry(shelf, {
        region: visit.region,
        kind: 'absence',
        subject: visit.id,
        content: { department: standing.code, note: note.trim() },
        title: say('task.absence', { enterprise: visit.enterprise.name, department: standing.organisation }),
        photos: [],
      });
      notify('done', say('absent.done'));
    } catch (error) {
      notify('problem', error instanceof DeviceFull ? say('full') : String(error));
    }
  };
  return (
    <div className="rv-absence">
      <label className="rv-field">
        <span>{say('absent.note')}</span>
        <input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </label>
      <span className="rv-pair">
        <button type="button" className="rv-button" onClick={() => setAsked(false)}>
          {say('cancel')}
        </button>
        <button type="button" className="rv-button rv-main" disabled={note.trim().length < 2} onClick={() => void keep()}>
          {say('absent.keep')}
        </button>
      </span>
    </div>
  );
}
