// Which offices of a county are the departments of its inspection group: whose name stands on the sheet, and whose people may sign for it.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { sentenceOf, useRead, useWrite } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { listOrganisations } from '../../regions/words.ts';
import { type GroupDepartment, listDepartments, type listRegimes, putDepartment } from '../words-regimes.ts';
import { DayField } from './day-field.tsx';
import { Line, OneOf } from './regime-inputs.tsx';
import { useRegimeWords } from './words-regime.ts';

export function Group({ board, region, may }: { board: ReplyOf<typeof listRegimes>; region: string; may: boolean }): ReactElement | null {
  const say = useRegimeWords();
  const pick = usePick();
  const [naming, setNaming] = useState<GroupDepartment | undefined>();
  const { data, error } = useRead(listDepartments, { region: region as never });
  const group = new Map(
    board.regimes
      .filter((one) => one.withdrawn === null)
      .flatMap((one) => one.content.departments.map((dept) => [dept.code, dept] as const)),
  );
  if (group.size === 0) return null;
  return (
    <Section title={say('group.title')}>
      {error && <ErrorNote error={error} />}
      <ul className="rg-cases">
        {[...group.values()].map((one) => {
          const held = data?.departments.find((dept) => dept.code === one.code);
          return (
            <li key={one.code}>
              <span>
                {pick(one)} <span className="sz-label">{one.code}</span>
              </span>
              <span className={held ? undefined : 'sz-label'}>{data ? (held?.name ?? say('group.none')) : ''}</span>
              {may && <Button onClick={() => setNaming(one)}>{say('group.name')}</Button>}
            </li>
          );
        })}
      </ul>
      {naming && <NameOffice region={region} today={board.today} department={naming} onClose={() => setNaming(undefined)} />}
    </Section>
  );
}

function NameOffice({
  region,
  today,
  department,
  onClose,
}: {
  region: string;
  today: string;
  department: GroupDepartment;
  onClose: () => void;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const language = useLanguage();
  const [search, setSearch] = useState(department.zh);
  const [organisation, setOrganisation] = useState('');
  const [since, setSince] = useState(today);
  const { data } = useRead(listOrganisations, { region: region as never, search, limit: 50 } as never, { keepPrevious: true });
  const save = useWrite(putDepartment, { quiet: true, done: { zh: say('group.done'), en: say('group.done') }, onDone: onClose });
  return (
    <Drawer
      title={pick(department)}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button
            type="primary"
            size="large"
            disabled={organisation === ''}
            loading={save.isPending}
            onClick={() => save.mutate({ region, code: department.code, organisation, since } as InputOf<typeof putDepartment>)}
          >
            {say('group.save')}
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
        <Line label={say('group.search')} value={search} most={60} onChange={setSearch} />
        <OneOf
          label={say('group.organisation')}
          value={organisation}
          options={[
            { value: '', text: say('checklist.none') },
            ...(data?.organisations ?? []).map((one) => ({ value: one.id as string, text: one.name })),
          ]}
          onChange={setOrganisation}
        />
        <DayField label={say('group.since')} value={since} onChange={setSince} />
      </div>
    </Drawer>
  );
}
