// How much of a file we are willing to look at, and the one place where a reading failure becomes a refusal. The numbers are
// generous for the ledgers of a province and mean for a file built to exhaust the server.

/** Bounds for one file. Sizes in bytes, `text` in characters, `stalledSeconds` without any progress. */
export type Limits = {
  fileBytes: number;
  unpackedBytes: number;
  ratio: number;
  /** Parts packed below this size are not held to the ratio: a few kilobytes of zeros hurt nobody. */
  ratioFrom: number;
  parts: number;
  sheets: number;
  rows: number;
  columns: number;
  merges: number;
  text: number;
  heapMegabytes: number;
  stalledSeconds: number;
};

export const defaultLimits: Limits = {
  fileBytes: 64 * 2 ** 20,
  unpackedBytes: 400 * 2 ** 20,
  ratio: 100,
  ratioFrom: 2 ** 20,
  parts: 5000,
  sheets: 256,
  rows: 200_000,
  columns: 1024,
  merges: 100_000,
  text: 100_000,
  heapMegabytes: 384,
  stalledSeconds: 60,
};

/** Excel's own edges: a row or column number beyond them cannot come from a workbook. */
export const lastExcelRow = 1_048_576;
export const lastExcelColumn = 16_384;

export const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
