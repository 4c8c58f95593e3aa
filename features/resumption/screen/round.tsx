// The officer's page at one enterprise, made for a phone: checking in, the daily round, supplies. Works without a
// network: what is typed lies sealed on this device, and is sent when the network is back.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { ProblemError, useWrite } from '../../../ui/call.ts';
import { lineIsUp } from '../../../ui/device/line.ts';
import { deviceNow } from '../../../ui/device/moment.ts';
import { shelfNow } from '../../../ui/device/shelf.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { newId } from '../../../vocabulary/ids.ts';
import { checkIn, dossier, type RoundAnswer, roundQuestions, sendRound } from '../words-officers.ts';
import { Field } from './officer-parts.tsx';
import { queueCall, whereAmI } from './outbox-rows.ts';
import { keptNames } from './visit-ahead.ts';
import { useDraft, useKept } from './visit-shelf.ts';
import { useOfficerWords } from './words-officers.ts';

type Draft = { id: string; answers: Record<string, RoundAnswer>; supplies: Record<string, { stock: string; use: string }>; seen: string };

const noDraft: Draft = { id: '', answers: {}, supplies: {}, seen: '' };

/** Kept beside: the server has it, so it is no longer this page's to send. */
const isBeside = (error: unknown): boolean => error instanceof ProblemError && error.code === 'resumption.kept-beside';
/** Not reached: it is put into the outbox of this device, under the same id. */
const unreached = (error: unknown): boolean => error instanceof ProblemError && (error.status === 0 || error.status >= 502);

const answers = ['yes', 'no', 'na'] as const;

export default function RoundPage(): ReactElement {
  const say = useOfficerWords();
  const { region = '', enterprise = '' } = usePathNames();
  const { data: page, error } = useKept(
    dossier,
    { region: region as never, id: enterprise as never },
    keptNames.dossier(region, enterprise),
  );
  const { data: set } = useKept(roundQuestions, { region: region as never }, keptNames.questions(region));
  const path = [
    { text: say('officers'), to: '/resumption/officers' },
    { text: page?.name ?? '', to: `/resumption/${region}/enterprises/${enterprise}` },
  ];
  return (
    <Page title={say('round')} path={path} about={page && say('round.about', { enterprise: page.name, day: page.on })}>
      {error !== null && !page && <ErrorNote error={error} />}
      <CheckIn region={region} enterprise={enterprise} name={page?.name ?? ''} />
      {set && <Questions key={`${set.code}${set.version}`} region={region} enterprise={enterprise} name={page?.name ?? ''} set={set} />}
    </Page>
  );
}

function CheckIn({ region, enterprise, name }: { region: string; enterprise: string; name: string }): ReactElement {
  const say = useOfficerWords();
  const [id, setId] = useState(() => newId());
  const [withPlace, setWithPlace] = useState(true);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [lies, setLies] = useState(false);
  const write = useWrite(checkIn, { quiet: true });
  const send = async (): Promise<void> => {
    setBusy(true);
    const place = withPlace ? await whereAmI() : null;
    setBusy(false);
    const input = {
      region: region as never,
      id: id as never,
      enterprise: enterprise as never,
      at: deviceNow(),
      note,
      place: place && { latitude: place.lat, longitude: place.lon, accuracy: place.accuracy },
    };
    const later = async (): Promise<void> => {
      const shelf = shelfNow();
      if (!shelf) return;
      await queueCall(shelf, { id, name: 'checkIn', input, title: say('waits.checkin', { enterprise: name }) });
      write.reset();
      setId(newId());
      setLies(true);
    };
    setLies(false);
    if (!lineIsUp()) return later();
    write.mutate(input, {
      onSuccess: () => setId(newId()),
      onError: (failure) => {
        if (unreached(failure)) void later();
        else if (isBeside(failure)) setId(newId());
      },
    });
  };
  return (
    <Section title={say('checkin.title')}>
      <form
        className="of-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field name={say('checkin.note')} wide>
          <input type="text" className="sz-input" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <label className="of-tick">
          <input type="checkbox" checked={withPlace} onChange={(event) => setWithPlace(event.target.checked)} /> {say('checkin.place')}
        </label>
        <Button type="primary" htmlType="submit" size="large" loading={busy || write.isPending}>
          {say('checkin.send')}
        </Button>
        {lies && (
          <p className="of-wide" role="status">
            {say('waits')}
          </p>
        )}
        {write.data && (
          <p className="of-wide" role="status">
            {say(write.data.substitute ? 'checkin.substitute' : 'checkin.done', { day: write.data.day })}
          </p>
        )}
        {write.error && (
          <div className="of-wide">
            <ErrorNote error={write.error} />
          </div>
        )}
      </form>
    </Section>
  );
}

function Questions({
  region,
  enterprise,
  name,
  set,
}: {
  region: string;
  enterprise: string;
  name: string;
  set: {
    version: number;
    since: string;
    questions: readonly { code: string; zh: string; en: string; good: RoundAnswer }[];
    supplies: readonly string[];
    coverDays: number;
  };
}): ReactElement | null {
  const say = useOfficerWords();
  const pick = usePick();
  const place = `round ${region} ${enterprise}`;
  // Sealed on the shelf like everything that is typed in the field; the id is made with the first touch.
  const { draft, change: edit } = useDraft<Draft>(place, noDraft);
  const [lies, setLies] = useState(false);
  const change = (next: Partial<Draft>): void => edit((now) => ({ ...now, id: now.id || newId(), ...next }));
  const write = useWrite(sendRound, { quiet: true });
  if (!draft) return null;
  const lasts = (item: string): number | null => {
    const { stock, use } = draft.supplies[item] ?? { stock: '', use: '' };
    return stock !== '' && Number(use) > 0 ? Math.floor(Number(stock) / Number(use)) : null;
  };
  const send = (): void => {
    const id = draft.id || newId();
    const input = {
      region: region as never,
      id: id as never,
      enterprise: enterprise as never,
      at: deviceNow(),
      answers: draft.answers,
      supplies: set.supplies.flatMap((item) => {
        const { stock, use } = draft.supplies[item] ?? { stock: '', use: '' };
        return stock === '' ? [] : [{ item, stock: Number(stock), dailyUse: Number(use || 0) }];
      }),
      seen: draft.seen,
    };
    const clear = (): void => {
      edit(() => noDraft);
      void shelfNow()?.write([{ kind: 'draft', id: place }]);
    };
    const later = async (): Promise<void> => {
      const shelf = shelfNow();
      if (!shelf) return;
      await queueCall(shelf, { id, name: 'sendRound', input, title: say('waits.round', { enterprise: name }) }, { id: place });
      write.reset();
      clear();
      setLies(true);
    };
    setLies(false);
    if (!lineIsUp()) void later();
    else
      write.mutate(input, {
        onSuccess: clear,
        onError: (failure) => {
          if (unreached(failure)) void later();
          else if (isBeside(failure)) clear();
        },
      });
  };
  return (
    <form
      className="of-round"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Section title={say('round.title')} note={say('round.version', { version: set.version, since: set.since })}>
        <div className="of-questions">
          {set.questions.map((question) => (
            <fieldset key={question.code} className="of-question">
              <legend>{pick(question)}</legend>
              <div className="of-choices">
                {answers.map((answer) => (
                  <label key={answer} className={answer !== 'na' && answer !== question.good ? 'of-off' : undefined}>
                    <input
                      type="radio"
                      name={question.code}
                      required
                      checked={draft.answers[question.code] === answer}
                      onChange={() => change({ answers: { ...draft.answers, [question.code]: answer } })}
                    />
                    {say(`answer.${answer}`)}
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
      </Section>
      <Section title={say('supplies')} note={say('supplies.note', { days: set.coverDays })}>
        <div className="of-supplies">
          <span />
          <span className="sz-label">{say('supply.stock')}</span>
          <span className="sz-label">{say('supply.use')}</span>
          <span className="sz-label">{say('supply.days')}</span>
          {set.supplies.map((item) => {
            const now = draft.supplies[item] ?? { stock: '', use: '' };
            const days = lasts(item);
            const put = (part: Partial<typeof now>): void => change({ supplies: { ...draft.supplies, [item]: { ...now, ...part } } });
            return [
              <span key={`${item}-name`}>{item}</span>,
              <input
                key={`${item}-stock`}
                className="sz-input"
                inputMode="decimal"
                pattern="[0-9]+([.][0-9]+)?"
                aria-label={`${item} ${say('supply.stock')}`}
                value={now.stock}
                onChange={(event) => put({ stock: event.target.value.trim() })}
              />,
              <input
                key={`${item}-use`}
                className="sz-input"
                inputMode="decimal"
                pattern="[0-9]+([.][0-9]+)?"
                aria-label={`${item} ${say('supply.use')}`}
                value={now.use}
                onChange={(event) => put({ use: event.target.value.trim() })}
              />,
              <span key={`${item}-days`} className={days !== null && days < set.coverDays ? 'of-short' : undefined}>
                {days === null ? '—' : say('supply.lasts', { count: days })}
              </span>,
            ];
          })}
        </div>
      </Section>
      <Section title={say('seen')}>
        <div className="of-form">
          <Field name={say('seen')} wide>
            <textarea
              className="sz-input"
              rows={3}
              maxLength={2000}
              value={draft.seen}
              onChange={(event) => change({ seen: event.target.value })}
            />
          </Field>
          {write.error && (
            <div className="of-wide">
              <ErrorNote error={write.error} />
            </div>
          )}
          {lies && (
            <p className="of-wide" role="status">
              {say('waits')}
            </p>
          )}
          {write.data && (
            <p className="of-wide" role="status">
              {write.data.wrong.length > 0 ? say('round.done', { count: write.data.wrong.length }) : say('round.good')}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" loading={write.isPending}>
            {say('round.send')}
          </Button>
          <span className="sz-label">{say('draft.kept')}</span>
        </div>
      </Section>
    </form>
  );
}
