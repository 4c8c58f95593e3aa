/** A file named on the command line: that it is there and not larger than the command takes, said in both languages before anything is read. */
import { statSync } from 'node:fs';
import { StartRefusal } from '../platform/db/start-refusal.ts';

export function needFile(file: string, mostMegabytes = Number.POSITIVE_INFINITY): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StartRefusal('file.unknown', { zh: `找不到文件 ${file}。`, en: `There is no file ${file}.` });
  if (found.size > mostMegabytes * 1024 * 1024)
    throw new StartRefusal('file.too-large', {
      zh: `文件 ${file} 超过 ${mostMegabytes} MB。`,
      en: `The file ${file} is larger than ${mostMegabytes} MB.`,
    });
}
