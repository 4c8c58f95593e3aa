// For tests, benches and the demonstration's own checks: invented people with right numbers of a division that does not exist, rosters as workbooks
// write them, a roster begun under a purpose in force. Nothing here is used by the product.
import { residentCheck } from '../../vocabulary/codes.ts';

const families = ['柏', '苗', '栾', '符', '祖', '厉', '虞', '桑', '蔺', '奚', '郦', '靳', '庾', '鄢', '宓', '逄'];
const given = [
  '知衡',
  '砚秋',
  '望舒',
  '云舒',
  '棠宁',
  '予安',
  '青禾',
  '若谷',
  '星野',
  '怀瑾',
  '鹿鸣',
  '景行',
  '之遥',
  '听澜',
  '南乔',
  '疏桐',
];

export interface InventedPerson {
  name: string;
  identity: string;
  phone: string;
  from: string;
  returnedOn: string;
  isolationUntil: string;
  contact: string;
}

/** The n-th invented person; the same for the same number. Division 220499 does not exist, so that nobody bears these numbers. */
export function inventedPerson(n: number): InventedPerson {
  const year = 1965 + (n % 35);
  const month = String(1 + (Math.floor(n / 35) % 12)).padStart(2, '0');
  const date = String(1 + (Math.floor(n / 420) % 28)).padStart(2, '0');
  const body = `220499${year}${month}${date}${String(Math.floor(n / 11_760) % 1000).padStart(3, '0')}`;
  const outside = n % 4 === 0;
  return {
    name: families[n % 16]! + given[Math.floor(n / 16) % 16]! + (n >= 256 ? given[Math.floor(n / 256) % 16]![0]! : ''),
    identity: body + residentCheck(body),
    phone: `199${String(10_000_000 + n).padStart(8, '0')}`,
    from: outside ? '辽宁省沈阳市' : '本地',
    returnedOn: '2020-02-05',
    isolationUntil: outside ? '2020-02-19' : '',
    contact: '否',
  };
}

export const rosterTitles = ['序号', '姓名', '身份证号码', '手机号', '从何地返回', '返回日期', '隔离期满日', '是否接触病例'] as const;

const rosterCells = (person: InventedPerson, index: number): string[] => [
  String(index + 1),
  person.name,
  person.identity,
  person.phone,
  person.from,
  person.returnedOn,
  person.isolationUntil,
  person.contact,
];

/** A roster as a text table with a title line above its header. */
export const rosterCsv = (people: readonly InventedPerson[], title = '返岗人员名册'): Buffer =>
  Buffer.from(
    `\ufeff${title}\r\n${rosterTitles.join(',')}\r\n${people.map((person, index) => rosterCells(person, index).join(',')).join('\r\n')}\r\n`,
  );

/** One file as a browser sends it. */
export function multipart(name: string, content: Buffer): { headers: Record<string, string>; body: Buffer } {
  const head = `--roster\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=roster' },
    body: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--roster--\r\n')]),
  };
}
