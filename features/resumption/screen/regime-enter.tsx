// Entering a regime: typed, tried (what it would convert, which holes and overlaps it would leave), then entered. And undoing one as a whole, tried
// first in the same way. Departments, papers and clocks are taken from the regime of that mode that is nearest, to be changed by a later version.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf, useRead } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { notify } from '../../../ui/notice.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { stateWords } from '../words.ts';
import {
  Addressee,
  addresseeWords,
  enterRegime,
  listRegimes,
  modeWords,
  type Regime,
  RegimeMode,
  withdrawRegime,
} from '../words-regimes.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';

type Rehearsal = ReplyOf<typeof enterRegime>;

export function EnterRegime({ region, onClose }: { region: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const language = useLanguage();
  const client = useQueryClient();
  const { data } = useRead(listRegimes, { region: region as never });
  const [typed, setTyped] = useState({ code: '', zh: '', en: '', since: '', until: '', basis: '' });
  const [mode, setMode] = useState<RegimeMode>('filing');
  const [addressee, setAddressee] = useState<Addressee>('sector');
  const [where, setWhere] = useState<'all' | 'in' | 'out'>('all');
  const [binding, setBinding] = useState(false);
  const [tried, setTried] = useState<Rehearsal | undefined>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const like = data?.regimes.findLast((one) => one.mode === mode && one.withdrawn === null);
  const run = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const reply = await call(enterRegime, {
        region,
        dryRun,
        regime: {
          ...typed,
          until: typed.until === '' ? null : typed.until,
          mode,
          addressee,
          binding,
          conditions: where === 'all' ? {} : { inPark: where === 'in' },
          content: like?.content ?? {},
        },
      } as InputOf<typeof enterRegime>);
      if (dryRun) setTried(reply);
      else {
        await client.invalidateQueries();
        notify('done', say('do.done'));
        onClose();
      }
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const text = (name: 'code' | 'zh' | 'en' | 'basis'): ReactElement => (
    <label>
      <span>{say(`field.${name}`)}</span>
      <input
        className="sz-input"
        value={typed[name]}
        onChange={(event) => {
          setTyped({ ...typed, [name]: event.target.value });
          setTried(undefined);
        }}
      />
    </label>
  );
  const day = (name: 'since' | 'until'): ReactElement => (
    <DayField
      label={say(`field.${name}`)}
      value={typed[name]}
      onChange={(next) => {
        setTyped({ ...typed, [name]: next });
        setTried(undefined);
      }}
    />
  );
  return (
    <Drawer
      title={say('regimes.enter')}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button size="large" loading={busy} onClick={() => void run(true)}>
            {say('regimes.rehearse')}
          </Button>
          <Button type="primary" size="large" disabled={!tried} loading={busy} onClick={() => void run(false)}>
            {say('regimes.publish')}
          </Button>
        </div>
      }
    >
      <div className="rs-ask">
        {problem !== undefined && (
          <p className="rs-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        {text('zh')}
        {text('en')}
        {text('code')}
        {day('since')}
        {day('until')}
        <label>
          <span>{say('field.mode')}</span>
          <select
            className="sz-input"
            value={mode}
            onChange={(event) => setMode(RegimeMode.options.find((one) => one === event.target.value)!)}
          >
            {RegimeMode.options.map((one) => (
              <option key={one} value={one}>
                {pick(modeWords[one])}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{say('field.addressee')}</span>
          <select
            className="sz-input"
            value={addressee}
            onChange={(event) => setAddressee(Addressee.options.find((one) => one === event.target.value)!)}
          >
            {Addressee.options.map((one) => (
              <option key={one} value={one}>
                {pick(addresseeWords[one])}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{say('field.where')}</span>
          <select className="sz-input" value={where} onChange={(event) => setWhere(event.target.value as 'all')}>
            {(['all', 'in', 'out'] as const).map((one) => (
              <option key={one} value={one}>
                {say(`field.where.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {text('basis')}
        <label className="rs-tick">
          <input type="checkbox" checked={binding} onChange={(event) => setBinding(event.target.checked)} />
          {say('field.binding')}
        </label>
        {tried && (
          <section className="rs-note">
            <b>{say('regimes.rehearsed', { count: tried.cases.length })}</b>
            <ul>
              {tried.cases.slice(0, 30).map((one) => (
                <li key={one.case}>
                  {one.enterprise}：{pick(stateWords[one.before])} → {pick(stateWords[one.after])}
                </li>
              ))}
            </ul>
            {tried.holes.length + tried.overlaps.length === 0 ? (
              <p>{say('regimes.sound')}</p>
            ) : (
              <p>
                {say('regimes.holes')} {tried.holes.length} · {say('regimes.overlaps')} {tried.overlaps.length}
              </p>
            )}
          </section>
        )}
      </div>
    </Drawer>
  );
}

export function UndoRegime({ regime, onClose }: { regime: Regime; onClose: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const language = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState<ReplyOf<typeof withdrawRegime> | undefined>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const reply = await call(withdrawRegime, {
        region: regime.region as never,
        code: regime.code,
        version: regime.version,
        reason,
        dryRun,
      });
      if (dryRun) setTried(reply);
      else {
        await client.invalidateQueries();
        notify('done', say('do.done'));
        onClose();
      }
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <Drawer
      title={`${say('regimes.undo')}：${pick(regime)}`}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button size="large" loading={busy} onClick={() => void run(true)}>
            {say('regimes.rehearse')}
          </Button>
          <Button type="primary" danger size="large" disabled={!tried} loading={busy} onClick={() => void run(false)}>
            {say('regimes.undo')}
          </Button>
        </div>
      }
    >
      <div className="rs-ask">
        {problem !== undefined && (
          <p className="rs-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        <label>
          <span>{say('ask.reason')}</span>
          <textarea className="sz-input" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        {tried && (
          <section className="rs-note">
            <b>{say('regimes.undo.ask', { count: tried.cases.length })}</b>
            <ul>
              {tried.cases.slice(0, 30).map((one) => (
                <li key={one.case}>
                  {one.enterprise}：{pick(stateWords[one.before])} → {pick(stateWords[one.after])}
                </li>
              ))}
            </ul>
            {tried.voided.length > 0 && <p>{say('regimes.undo.voided', { list: tried.voided.join('、') })}</p>}
          </section>
        )}
      </div>
    </Drawer>
  );
}
