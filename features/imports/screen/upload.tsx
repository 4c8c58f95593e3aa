// Bringing a file in: for which county, for which year, and how far the bytes have come. The same file is told on the import's own page.
import { type ReactElement, useState } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { call } from '../../../ui/call.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { useRegion, useSession, useYear } from '../../../ui/session.ts';
import { startImport } from '../words.ts';
import { useWords } from './words.ts';

const mebibyte = 1_048_576;
const most = 200 * mebibyte;

export function Upload({ counties }: { counties: readonly { code: string; name: string }[] }): ReactElement {
  const say = useWords();
  const go = useGo();
  const here = useRegion();
  const usual = useYear();
  const { years } = useSession();
  const [search] = useSearch();
  const [county, setCounty] = useState<string | undefined>(() => (here.level === 'county' ? here.code : firstOf(search, 'county')));
  const [year, setYear] = useState(usual);
  const [sent, setSent] = useState<{ name: string; done: number; total: number; startedAt: number } | undefined>();
  const [error, setError] = useState<unknown>();
  const chosen = counties.length === 1 ? counties[0]!.code : here.level === 'county' ? here.code : county;
  const offered = [...new Set([...years, usual, Math.max(usual, ...years) + 1, Math.min(usual, ...years) - 1])].sort((a, b) => b - a);
  const take = async (file: File): Promise<void> => {
    if (!chosen) return;
    setError(undefined);
    const startedAt = performance.timeOrigin + performance.now();
    setSent({ name: file.name, done: 0, total: file.size, startedAt });
    try {
      const reply = await call(
        startImport,
        { region: chosen, year },
        { file, onProgress: (done, total) => setSent({ name: file.name, done, total, startedAt }) },
      );
      go(`/imports/${reply.region}/${reply.id}`);
    } catch (thrown) {
      setError(thrown);
      setSent(undefined);
    }
  };
  const inMegabytes = (bytes: number): number => Math.round((bytes / mebibyte) * 10) / 10;
  return (
    <section className="im-upload" aria-label={say('upload')}>
      <div className="im-upload-for">
        {here.level !== 'county' && counties.length > 1 && (
          <label>
            <span className="sz-label">{say('upload.county')}</span>
            <select
              className="sz-select"
              value={county ?? ''}
              onChange={(event) => setCounty(event.target.value || undefined)}
              disabled={sent !== undefined}
            >
              <option value="">{say('upload.county.choose')}</option>
              {counties.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span className="sz-label">{say('upload.year')}</span>
          <select
            className="sz-select"
            value={year}
            onChange={(event) => setYear(Number(event.target.value))}
            disabled={sent !== undefined}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {say('year.of', { year: one })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <DropZone
        types={['.xlsx', '.xls', '.csv']}
        most={most}
        onFile={(file) => void take(file)}
        busy={sent !== undefined || !chosen}
        label={say('upload.choose')}
        hint={chosen ? say('upload.hint', { limit: most / mebibyte }) : say('upload.county.first')}
      />
      <p className="im-next">{say('upload.next')}</p>
      {sent && (
        <ProgressLine
          label={say('upload.sending', { name: sent.name })}
          done={inMegabytes(sent.done)}
          total={inMegabytes(sent.total)}
          startedAt={sent.startedAt}
          unit="MB"
        />
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </section>
  );
}
