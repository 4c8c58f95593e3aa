// How a roll ends: confirmed with its sums in view, or dropped. Whether it may be confirmed is decided by the server again.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { countText } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { confirmRoll, dropRoll, readRoll } from '../words-roll.ts';
import { useMoneyText } from './money.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';
import './form.css';
import './year-roll.css';
import { type Decision, decisions, type Line, type Roll } from './roll.ts';

export function Confirm({ roll, lines, onClose }: { roll: Roll; lines: readonly Line[]; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const money = useMoneyText();
  const [, change] = useSearch();
  const { data } = useRead(readRoll, { region: roll.region as never, fromYear: roll.fromYear }, { staleTime: 60_000 });
  const confirm = useWrite(confirmRoll, {
    quiet: true,
    done: { zh: `${roll.toYear}年名单已生成`, en: `The list of ${roll.toYear} stands` },
    // The year that now exists is the newest; the page stays with the one that was rolled.
    onDone: () => {
      change({ year: String(roll.fromYear) });
      onClose();
    },
  });
  const of = (decision: Decision): readonly Line[] => lines.filter((line) => line.decision === decision);
  const open = lines.filter((line) => line.decision === null);
  const plan = (some: readonly Line[]): number => some.reduce((sum, line) => sum + (line.annualPlanYuan ?? 0), 0);
  const unplanned = lines.filter((line) => (line.decision === 'continue' || line.decision === 'new') && line.annualPlanYuan === null);
  const next = [...of('continue'), ...of('new')];
  return (
    <Drawer
      title={say('roll.confirm.title', { to: roll.toYear })}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-grow" />
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button
            type="primary"
            disabled={open.length > 0}
            loading={confirm.isPending}
            onClick={() =>
              confirm.mutate({ region: roll.region as never, id: roll.id as never, version: data?.roll?.version ?? roll.version })
            }
          >
            {say('roll.confirm')}
          </Button>
        </div>
      }
    >
      {confirm.error && <ErrorNote error={confirm.error} />}
      <p className="pj-trace-now">
        {say('roll.confirm.next', { to: roll.toYear, count: countText(next.length), plan: money(plan(next)) })}
      </p>
      <table className="pj-table">
        <tbody>
          {decisions.map((one) => (
            <tr key={one.decision}>
              <th scope="row">{word('roll', one.decision)}</th>
              <td className="sz-numbers">{countText(of(one.decision).length)}</td>
              <td className="sz-numbers">{one.decision === 'continue' || one.decision === 'new' ? money(plan(of(one.decision))) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="pj-notes">
        {open.length > 0 && <li className="pj-error">{say('roll.confirm.open', { count: open.length })}</li>}
        {unplanned.length > 0 && <li>{say('roll.confirm.unplanned', { count: unplanned.length })}</li>}
        <li>{say('roll.confirm.keeps', { from: roll.fromYear })}</li>
      </ul>
    </Drawer>
  );
}

export function Drop({ roll, onClose }: { roll: Roll; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const drop = useWrite(dropRoll, { quiet: true, done: { zh: '已放弃这次滚动', en: 'The roll is dropped' }, onDone: onClose });
  return (
    <Drawer
      title={say('roll.drop.title')}
      width={420}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-grow" />
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button danger loading={drop.isPending} onClick={() => drop.mutate({ region: roll.region as never, id: roll.id as never })}>
            {say('roll.drop')}
          </Button>
        </div>
      }
    >
      {drop.error && <ErrorNote error={drop.error} />}
      <p>{say('roll.drop.text', { to: roll.toYear })}</p>
    </Drawer>
  );
}
