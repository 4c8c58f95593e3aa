// The response levels and risk levels that were announced, and announcing one.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { dayText, useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { type listRegimes, ResponseLevel, RiskLevel, riskWords, setLevel } from '../words-regimes.ts';
import { DayField } from './day-field.tsx';
import { Line, OneOf } from './regime-inputs.tsx';
import { useWords } from './words.ts';
import { useRegimeWords } from './words-regime.ts';

type Board = ReplyOf<typeof listRegimes>;

export function Levels({ board, region, may }: { board: Board; region: string; may: boolean }): ReactElement | null {
  const all = useWords();
  const say = useRegimeWords();
  const pick = usePick();
  const [setting, setSetting] = useState(false);
  if (board.levels.length === 0 && !may) return null;
  const levelText = (one: Board['levels'][number]): string => {
    const risk = RiskLevel.options.find((level) => level === one.level);
    return one.kind === 'risk' && risk ? pick(riskWords[risk]) : `${say('level.response')} ${one.level}`;
  };
  return (
    <Section title={all('levels')} actions={may && <Button onClick={() => setSetting(true)}>{say('level.set')}</Button>}>
      <ul>
        {board.levels.map((one) => (
          <li key={`${one.region}${one.kind}${one.since}`}>
            {dayText(one.since)} {pick(board.regions[one.region] ?? { zh: one.region, en: one.region })} {levelText(one)}{' '}
            <span className="sz-label">{one.basis}</span>
          </li>
        ))}
      </ul>
      {setting && <SetLevel region={region} today={board.today} onClose={() => setSetting(false)} />}
    </Section>
  );
}

function SetLevel({ region, today, onClose }: { region: string; today: string; onClose: () => void }): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const language = useLanguage();
  const [kind, setKind] = useState<'response' | 'risk'>('risk');
  const [level, setLevelTo] = useState<RiskLevel | ResponseLevel>('low');
  const [since, setSince] = useState(today);
  const [basis, setBasis] = useState('');
  const save = useWrite(setLevel, {
    quiet: true,
    done: ({ cases }) =>
      cases.length === 0
        ? { zh: say('level.done'), en: say('level.done') }
        : { zh: say('level.converted', { count: cases.length }), en: say('level.converted', { count: cases.length }) },
    onDone: onClose,
  });
  const options: { value: RiskLevel | ResponseLevel; text: string }[] =
    kind === 'risk'
      ? RiskLevel.options.map((value) => ({ value, text: pick(riskWords[value]) }))
      : ResponseLevel.options.map((value) => ({ value, text: value }));
  return (
    <Drawer
      title={say('level.set')}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button
            type="primary"
            size="large"
            loading={save.isPending}
            onClick={() => save.mutate({ region, kind, level, since, basis } as InputOf<typeof setLevel>)}
          >
            {say('level.save')}
          </Button>
        </div>
      }
    >
      <div className="rs-ask rg">
        {save.error && (
          <p className="rs-problem" role="alert">
            {sentenceOf(save.error, language)}
          </p>
        )}
        <OneOf
          label={say('level.kind')}
          value={kind}
          options={(['risk', 'response'] as const).map((value) => ({ value, text: say(`level.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            setLevelTo(next === 'risk' ? 'low' : 'I');
          }}
        />
        <OneOf label={say('level.level')} value={level} options={options} onChange={setLevelTo} />
        <DayField label={say('level.since')} value={since} onChange={setSince} />
        <Line label={say('level.basis')} value={basis} most={300} onChange={setBasis} />
        {kind === 'risk' && <p className="sz-label">{say('level.risk.about')}</p>}
      </div>
    </Drawer>
  );
}
