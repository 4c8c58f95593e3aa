// Looks at what a file is and has it read by the reader of its kind. Runs inside the reading thread; knows nothing of threads.
import { refuse } from '../../vocabulary/problems.ts';
import type { Workbook } from './cells.ts';
import { readCsv } from './csv.ts';
import type { Pages } from './emit.ts';
import { kindOf } from './kind.ts';
import type { Limits } from './limits.ts';
import { readXlsx, zipKind } from './xlsx.ts';
import { openZip } from './zip.ts';

/** Reads one file to its end, its rows going to `pages`; progress is told about two hundred times. */
export async function readFile(
  path: string,
  name: string,
  limits: Limits,
  pages: Pages,
  progress: (doneBytes: number, totalBytes: number) => void,
): Promise<Workbook> {
  const { kind, size } = kindOf(path, name, limits);
  let done = 0;
  let told = 0;
  const read = (bytes: number): void => {
    done += bytes;
    if (done - told < size / 200) return;
    told = done;
    progress(Math.min(done, size), size);
  };
  // The reader of binary workbooks brings a library along that the other kinds need not wait for.
  if (kind === 'compound') return (await import('./xls.ts')).readXls(path, name, limits, pages, read);
  if (kind === 'text') return readCsv(path, name, limits, pages, read);
  const zip = openZip(path, limits);
  switch (await zipKind(zip)) {
    case 'xlsx':
      return readXlsx(zip, limits, pages, read);
    case 'xlsb':
      return refuse('sheets.is-binary-workbook', { name });
    case 'docx':
      return refuse('sheets.is-word', { name });
    case 'pptx':
      return refuse('sheets.is-slides', { name });
    case 'open-document':
      return refuse('sheets.is-open-document', { name });
    default:
      return refuse('sheets.is-archive', { name });
  }
}
