// What officers know of one enterprise: who is assigned, presence day by day, rounds, difficulties, guidance. A part of the enterprise's page.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import { newId } from '../../../vocabulary/ids.ts';
import { listDifficulties } from '../words-difficulties.ts';
import { dossier, GuidanceSection, guidanceWords, PresenceState, presenceWords, recordGuidance } from '../words-officers.ts';
import { DifficultyItem, Raise } from './difficulties.tsx';
import { useDemoDay } from './due.tsx';
import { Field, PresenceLight } from './officer-parts.tsx';
import { useOfficerWords } from './words-officers.ts';

const marks: Readonly<Record<PresenceState, string>> = { present: '●', substituted: '◐', excused: '▲', missed: '■', waiting: '○' };

export function Dossier({ region, enterprise }: { region: string; enterprise: string }): ReactElement | null {
  const say = useOfficerWords();
  const pick = usePick();
  const mayServe = useMay('resumption.serve');
  const mayRaise = useMay('resumption.difficulty');
  const [raising, setRaising] = useState(false);
  const [guiding, setGuiding] = useState(false);
  const on = useDemoDay();
  const { data, error, refetch } = useRead(dossier, { region: region as never, id: enterprise as never, on });
  const { data: held } = useRead(listDifficulties, { region: region as never, enterprise: enterprise as never, on });
  if (error) return <ErrorNote error={error} onRetry={refetch} />;
  if (!data) return null;
  return (
    <>
      <Section
        title={say('dossier.officer')}
        actions={mayServe && <Go to={`/resumption/${region}/enterprises/${enterprise}/round`}>{say('go.round')}</Go>}
      >
        {data.assignment ? (
          <div className="of-line">
            <b>{data.assignment.officerName}</b>
            <span>
              {say('col.since')} {data.assignment.from}
            </span>
            <PresenceLight state={data.assignment.today} />
            <span className={data.assignment.measure ? 'of-text' : 'sz-label'}>{data.assignment.measure || say('measure.none')}</span>
          </div>
        ) : (
          <p className="sz-label">{say('dossier.none')}</p>
        )}
        {data.past.length > 0 && (
          <p className="sz-label">
            {say('dossier.past')}
            {say('says')}
            {data.past.map((one) => `${one.officerName} ${one.from}–${one.to ?? ''} ${one.endReason}`).join(say('and'))}
          </p>
        )}
      </Section>
      {data.presences.length > 0 && (
        <Section title={say('dossier.presence')}>
          <ol className="sz-list-plain of-days">
            {data.presences.map((one) => (
              <li key={one.day} className="of-day" title={`${one.by} ${one.reason}`}>
                <b>{one.day.slice(5)}</b>
                <span className="sz-hidden">{pick(presenceWords[one.state])}</span>
                <span aria-hidden="true">{marks[one.state]}</span>
              </li>
            ))}
          </ol>
          <p className="sz-label" aria-hidden="true">
            {PresenceState.options
              .filter((state) => data.presences.some((one) => one.state === state))
              .map((state) => `${marks[state]} ${pick(presenceWords[state])}`)
              .join('　')}
          </p>
        </Section>
      )}
      <Section title={say('dossier.rounds')}>
        {data.rounds.length === 0 && <p className="sz-label">{say('dossier.rounds.none')}</p>}
        <ul className="of-list">
          {data.rounds.slice(0, 10).map((round) => (
            <li key={round.id}>
              <div>
                <div className="of-line">
                  <Light
                    state={round.wrong.length > 0 ? 'warning' : 'normal'}
                    word={round.wrong.length > 0 ? say('dossier.wrong', { count: round.wrong.length }) : say('dossier.good')}
                  />
                  <span>{round.day}</span>
                  <span>{round.by}</span>
                  {round.coverDays !== null && <span>{say('dossier.cover', { count: round.coverDays })}</span>}
                </div>
                {round.seen && <p className="of-text">{round.seen}</p>}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={say('difficulties')}
        note={held && say('difficulties.about', { open: held.open, overdue: held.overdue })}
        actions={
          mayRaise && (
            <Button size="small" aria-expanded={raising} onClick={() => setRaising(!raising)}>
              {say('difficulty.raise')}
            </Button>
          )
        }
      >
        {raising && <Raise region={region} enterprise={enterprise} close={() => setRaising(false)} />}
        {held?.rows.length === 0 && <p className="sz-label">{say('difficulties.none')}</p>}
        <ul className="of-list">
          {held?.rows.map((one) => (
            <DifficultyItem key={one.id} one={one} named={false} />
          ))}
        </ul>
      </Section>
      <Section
        title={say('dossier.guidance')}
        note={say('guidance.note')}
        actions={
          mayServe && (
            <Button size="small" aria-expanded={guiding} onClick={() => setGuiding(!guiding)}>
              {say('guidance.write')}
            </Button>
          )
        }
      >
        {guiding && <Guide region={region} enterprise={enterprise} today={data.on} close={() => setGuiding(false)} />}
        {data.guidance.length === 0 && <p className="sz-label">{say('dossier.guidance.none')}</p>}
        <ul className="of-list">
          {data.guidance.map((one) => (
            <li key={one.id}>
              <div>
                <div className="of-line">
                  <b>{one.day}</b>
                  <span>{one.team.join('、')}</span>
                </div>
                {GuidanceSection.options
                  .filter((section) => one.sections[section])
                  .map((section) => (
                    <p key={section} className="of-text">
                      <span className="sz-label">{pick(guidanceWords[section])}</span> {one.sections[section]}
                    </p>
                  ))}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Guide({
  region,
  enterprise,
  today,
  close,
}: {
  region: string;
  enterprise: string;
  today: string;
  close: () => void;
}): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const [id] = useState(() => newId());
  const [day, setDay] = useState(today);
  const [team, setTeam] = useState('');
  const [sections, setSections] = useState<Partial<Record<GuidanceSection, string>>>({});
  const write = useWrite(recordGuidance, { done: { zh: '已保存', en: 'Saved' }, quiet: true });
  return (
    <form
      className="of-form"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate(
          {
            region: region as never,
            id: id as never,
            enterprise: enterprise as never,
            day: day as never,
            team: team
              .split(/[、,，;；]/)
              .map((one) => one.trim())
              .filter((one) => one !== ''),
            sections: Object.fromEntries(Object.entries(sections).filter(([, text]) => text.trim() !== '')),
          },
          { onSuccess: close },
        );
      }}
    >
      <Field name={say('guidance.day')}>
        <DayInput value={day} onChange={setDay} required max={today} />
      </Field>
      <Field name={say('guidance.team')}>
        <input type="text" className="sz-input" required value={team} onChange={(event) => setTeam(event.target.value)} />
      </Field>
      {GuidanceSection.options.map((section) => (
        <Field key={section} name={pick(guidanceWords[section])} wide>
          <textarea
            className="sz-input"
            rows={1}
            maxLength={1000}
            value={sections[section] ?? ''}
            onChange={(event) => setSections({ ...sections, [section]: event.target.value })}
          />
        </Field>
      ))}
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="of-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('guidance.save')}
        </Button>
        <Button onClick={close}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
