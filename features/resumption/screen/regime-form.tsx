// Entering a regime, on a page of its own: begun as a copy of one that is in force, everything that the law may say, tried, then put in force. What it would
// do stands beside the form, on a phone below it.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useRegion } from '../../../ui/session.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { convertWords } from '../rules-convert.ts';
import { Sector, sectorWords } from '../words.ts';
import {
  Addressee,
  addresseeWords,
  enterRegime,
  listRegimes,
  modeWords,
  PaperKind,
  paperWords,
  RegimeMode,
  ResponseLevel,
  RiskLevel,
  riskWords,
} from '../words-regimes.ts';
import { DayField } from './day-field.tsx';
import { Clocks } from './regime-clocks.tsx';
import { type Draft, draftLike, nearest, textOf } from './regime-draft.ts';
import { useRegimeFault } from './regime-fault.ts';
import { Line, NumberField, OneOf, Part, SomeOf } from './regime-inputs.tsx';
import { Inspection } from './regime-inspection.tsx';
import { Preview } from './regime-preview.tsx';
import { useWords } from './words.ts';
import { useRegimeWords } from './words-regime.ts';
import './resumption.css';
import './regime.css';

type Board = ReplyOf<typeof listRegimes>;
const refText = (one: { region: string; code: string; version: number }): string => `${one.region}/${one.code}@${one.version}`;

export default function EnterRegime(): ReactElement {
  const say = useRegimeWords();
  const all = useWords();
  const region = useRegion();
  const [search] = useSearch();
  const { data, error, refetch } = useRead(listRegimes, { region: region.code as never });
  const asked = firstOf(search, 'like');
  return (
    <Page
      title={say('enter')}
      about={say('enter.about', { region: region.name })}
      path={[
        { text: all('desk'), to: '/resumption' },
        { text: all('regimes'), to: '/resumption/regimes' },
      ]}
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && <Form key={`${region.code} ${asked ?? ''}`} board={data} region={region.code} asked={asked} />}
    </Page>
  );
}

function Form({ board, region, asked }: { board: Board; region: string; asked: string | undefined }): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const go = useGo();
  const faultText = useRegimeFault();
  const standing = board.regimes.filter((one) => one.withdrawn === null);
  const first =
    asked === 'blank' ? undefined : (standing.find((one) => refText(one) === asked) ?? nearest(board.regimes, region, board.today));
  const [from, setFrom] = useState(first ? refText(first) : '');
  const [draft, setDraft] = useState<Draft>(() => draftLike(first));
  const [stale, setStale] = useState(false);
  const trial = useWrite(enterRegime, { quiet: true, stale: [] });
  const publish = useWrite(enterRegime, {
    quiet: true,
    done: { zh: say('publish.done'), en: say('publish.done') },
    onDone: () => go('/resumption/regimes'),
  });
  const change = (next: Partial<Draft>): void => {
    setDraft({ ...draft, ...next });
    setStale(true);
  };
  const conditions = (next: Partial<Draft['conditions']>): void =>
    change({
      conditions: Object.fromEntries(
        Object.entries({ ...draft.conditions, ...next }).filter(
          ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
      ),
    });
  const content = (next: Partial<Draft['content']>): void => change({ content: { ...draft.content, ...next } });
  const input = (dryRun: boolean): InputOf<typeof enterRegime> =>
    ({ region, dryRun, regime: textOf(draft) }) as InputOf<typeof enterRegime>;
  const problem = publish.error ?? trial.error;
  const told = trial.data && !stale ? trial.data : undefined;
  const where = draft.conditions.inPark === undefined ? 'all' : draft.conditions.inPark ? 'in' : 'out';
  const scale = draft.conditions.aboveScale === undefined ? 'all' : draft.conditions.aboveScale ? 'above' : 'below';
  return (
    <div className="rg">
      <form
        className="rg-form"
        onSubmit={(event) => {
          event.preventDefault();
          publish.reset();
          trial.mutate(input(true), { onSuccess: () => setStale(false) });
        }}
      >
        <OneOf
          label={say('enter.from')}
          value={from}
          options={[
            { value: '', text: say('enter.blank') },
            ...standing.map((one) => ({ value: refText(one), text: `${pick(one)}（${one.code}@${one.version}）` })),
          ]}
          onChange={(next) => {
            setFrom(next);
            setDraft({
              ...draftLike(standing.find((one) => refText(one) === next)),
              since: draft.since,
              until: draft.until,
              basis: draft.basis,
            });
            setStale(true);
          }}
          wide
        />
        <Part title={say('part.name')}>
          <Line label={say('field.zh')} value={draft.zh} most={80} onChange={(zh) => change({ zh })} />
          <Line label={say('field.en')} value={draft.en} most={120} onChange={(en) => change({ en })} />
          <Line
            label={say('field.code')}
            help={say('field.code.help')}
            value={draft.code}
            most={41}
            onChange={(code) => change({ code })}
          />
          <DayField label={say('field.since')} value={draft.since} onChange={(since) => change({ since })} />
          <DayField label={say('field.until')} value={draft.until} onChange={(until) => change({ until })} />
          <Line label={say('field.basis')} value={draft.basis} most={300} onChange={(basis) => change({ basis })} wide />
          <label className="rg-tick rg-wide">
            <input type="checkbox" checked={draft.binding} onChange={(event) => change({ binding: event.target.checked })} />
            {say('field.binding')}
          </label>
        </Part>
        <Part title={say('part.who')}>
          <SomeOf
            label={say('cond.sectors')}
            note={say('cond.sectors.all')}
            chosen={draft.conditions.sectors ?? []}
            options={Sector.options.map((value) => ({ value, text: pick(sectorWords[value]) }))}
            onChange={(sectors) => conditions({ sectors })}
          />
          <OneOf
            label={say('cond.where')}
            value={where}
            options={(['all', 'in', 'out'] as const).map((value) => ({ value, text: say(`cond.where.${value}`) }))}
            onChange={(next) => conditions({ inPark: next === 'all' ? undefined : next === 'in' })}
          />
          <OneOf
            label={say('cond.scale')}
            value={scale}
            options={(['all', 'above', 'below'] as const).map((value) => ({ value, text: say(`cond.scale.${value}`) }))}
            onChange={(next) => conditions({ aboveScale: next === 'all' ? undefined : next === 'above' })}
          />
          <div className="rg-pair">
            <NumberField
              label={say('cond.from')}
              value={draft.conditions.peopleFrom ?? null}
              onChange={(next) => conditions({ peopleFrom: next ?? undefined })}
            />
            <NumberField
              label={say('cond.to')}
              value={draft.conditions.peopleTo ?? null}
              onChange={(next) => conditions({ peopleTo: next ?? undefined })}
            />
          </div>
          <SomeOf
            label={say('cond.risks')}
            note={say('cond.risks.all')}
            chosen={draft.conditions.risks ?? []}
            options={RiskLevel.options.map((value) => ({ value, text: pick(riskWords[value]) }))}
            onChange={(risks) => conditions({ risks })}
          />
          <OneOf
            label={say('field.response')}
            value={draft.content.responseLevel ?? ''}
            options={[{ value: '', text: say('field.none') }, ...ResponseLevel.options.map((value) => ({ value, text: value }))]}
            onChange={(next) => content({ responseLevel: next === '' ? null : next })}
          />
          <OneOf
            label={say('field.risk')}
            value={draft.content.riskLevel ?? ''}
            options={[
              { value: '', text: say('field.none') },
              ...RiskLevel.options.map((value) => ({ value, text: pick(riskWords[value]) })),
            ]}
            onChange={(next) => content({ riskLevel: next === '' ? null : next })}
          />
        </Part>
        <Part title={say('part.how')}>
          <OneOf
            label={say('field.mode')}
            value={draft.mode}
            options={RegimeMode.options.map((value) => ({ value, text: pick(modeWords[value]) }))}
            onChange={(mode) => change({ mode })}
          />
          <OneOf
            label={say('field.addressee')}
            value={draft.addressee}
            options={Addressee.options.map((value) => ({ value, text: pick(addresseeWords[value]) }))}
            onChange={(addressee) => change({ addressee })}
          />
          <NumberField
            label={say('field.validity')}
            value={draft.content.validityDays}
            onChange={(validityDays) => content({ validityDays })}
          />
          <SomeOf
            label={say('field.papers')}
            chosen={draft.content.papers}
            options={PaperKind.options.map((value) => ({ value, text: pick(paperWords[value]) }))}
            onChange={(papers) => content({ papers })}
          />
          <p className="rg-wide rg-turn">
            <b>{say('part.turn')}</b> {pick(convertWords[draft.mode])}
          </p>
        </Part>
        {(draft.mode === 'inspection' || draft.content.departments.length > 0) && (
          <Part title={say('part.inspect')}>
            <Inspection content={draft.content} checklists={board.checklists} onChange={content} />
          </Part>
        )}
        <Part title={say('part.clocks')}>
          <Clocks mode={draft.mode} content={draft.content} onChange={content} />
        </Part>
        <Part title={say('part.lines')}>
          {(['temperature', 'coverDays', 'isolationDays', 'perRoom', 'areaPerPerson'] as const).map((name) => (
            <NumberField
              key={name}
              label={say(`line.${name}`)}
              step={name === 'temperature' || name === 'areaPerPerson' ? 0.1 : 1}
              value={draft.content.thresholds[name]}
              onChange={(next) => content({ thresholds: { ...draft.content.thresholds, [name]: next as number } })}
            />
          ))}
        </Part>
        <div className="rg-do">
          {problem && (
            <p className="rs-problem" role="alert">
              {faultText(problem)}
            </p>
          )}
          {!told && !problem && <p className="sz-label">{say(trial.data ? 'try.again' : 'try.first')}</p>}
          <Button htmlType="submit" type={told ? 'default' : 'primary'} size="large" loading={trial.isPending}>
            {say('try')}
          </Button>
          <Button
            type={told ? 'primary' : 'default'}
            size="large"
            disabled={!told}
            loading={publish.isPending}
            onClick={() => publish.mutate(input(false))}
          >
            {say('publish')}
          </Button>
        </div>
      </form>
      {told && <Preview told={told} draft={draft} region={region} board={board} />}
    </div>
  );
}
