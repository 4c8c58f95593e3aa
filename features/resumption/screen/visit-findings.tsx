// The rectify list of a case: what, whose, until when. An enterprise answers each point with words and photos, without a network too; the departments
// look at those points alone when they come again.
import type { ReactElement } from 'react';
import { deviceToday } from '../../../ui/device/moment.ts';
import { DeviceFull, shelfNow } from '../../../ui/device/shelf.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay } from '../../../ui/session.ts';
import type { Photo } from '../words-entries.ts';
import type { Finding, Visit } from '../words-visits.ts';
import { queueEntry } from './outbox-rows.ts';
import { PhotoField, ShownPhotos } from './visit-photos.tsx';
import { useDraft, useWaitingEntries } from './visit-shelf.ts';
import { useVisitWords } from './words-visit.ts';

export function Findings({ visit }: { visit: Visit }): ReactElement | null {
  const say = useVisitWords();
  if (visit.findings.length === 0) return null;
  return (
    <Section title={say('findings')}>
      <ol className="rv-findings">
        {visit.findings.map((finding) => (
          <Point key={finding.id} visit={visit} finding={finding} />
        ))}
      </ol>
    </Section>
  );
}

function Point({ visit, finding }: { visit: Visit; finding: Finding }): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const answers = useMay('resumption.apply');
  const here = useWaitingEntries().some(
    (entry) => entry.refused === null && (entry.content as { finding?: string }).finding === finding.id,
  );
  const department = visit.departments.find((one) => one.code === finding.department);
  const late = finding.clearedOn === null && finding.mendedOn === null && finding.deadline < deviceToday();
  return (
    <li className={`rv-finding${finding.clearedOn ? ' rv-finding-cleared' : ''}`}>
      <p className="rv-finding-what">
        {finding.blocking ? '★ ' : ''}
        {finding.what}
      </p>
      <p className="rv-finding-about">
        <span>{department ? pick(department) : finding.department}</span>
        {!finding.blocking && <span>{say('finding.advice')}</span>}
        {finding.clearedOn ? (
          <span className="rv-good">✓ {say('finding.cleared', { day: finding.clearedOn })}</span>
        ) : finding.mendedOn ? (
          <span>{say('finding.mended', { day: finding.mendedOn })}</span>
        ) : (
          <span className={late ? 'rv-wrong' : undefined}>
            {late ? '▲ ' : ''}
            {say(late ? 'finding.late' : 'finding.due', { day: finding.deadline })}
          </span>
        )}
      </p>
      {finding.mendedNote && <p>{finding.mendedNote}</p>}
      <ShownPhotos photos={finding.photos} region={visit.region} />
      {here && <p className="rv-chip rv-chip-here">↑ {say('mend.here')}</p>}
      {answers && !here && finding.mendedOn === null && finding.clearedOn === null && <Mend visit={visit} finding={finding} />}
    </li>
  );
}

interface MendDraft {
  note: string;
  photos: Photo[];
}
const emptyMend: MendDraft = { note: '', photos: [] };

function Mend({ visit, finding }: { visit: Visit; finding: Finding }): ReactElement | null {
  const say = useVisitWords();
  const id = `${visit.id} ${finding.id}`;
  const { draft, change } = useDraft<MendDraft>(id, emptyMend);
  if (!draft) return null;
  const send = async (): Promise<void> => {
    const shelf = shelfNow();
    if (!shelf) return;
    try {
      await queueEntry(
        shelf,
        {
          region: visit.region,
          kind: 'mending',
          subject: visit.id,
          content: { finding: finding.id, note: draft.note.trim(), photos: draft.photos },
          title: say('task.mending', { enterprise: visit.enterprise.name }),
          photos: draft.photos.map((photo) => photo.sha256),
        },
        { id },
      );
      notify('done', say('mend.done'));
    } catch (error) {
      notify('problem', error instanceof DeviceFull ? say('full') : String(error));
    }
  };
  return (
    <div className="rv-absence">
      <label className="rv-field">
        <span>{say('mend.note')}</span>
        <textarea
          rows={2}
          maxLength={500}
          value={draft.note}
          onChange={(event) => change((now) => ({ ...now, note: event.target.value }))}
        />
      </label>
      <PhotoField photos={draft.photos} region={visit.region} onChange={(photos) => change((now) => ({ ...now, photos }))} />
      <button type="button" className="rv-button rv-main" disabled={draft.note.trim().length < 2} onClick={() => void send()}>
        {say('mend.send')}
      </button>
    </div>
  );
}
