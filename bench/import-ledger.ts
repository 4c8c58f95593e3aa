// The ledger that imports are measured with: as many invented projects as asked, thirty columns, as Excel would write it.
import { newProjectCode } from '../demo/codes.ts';
import { organisationCheck } from '../vocabulary/codes.ts';
import { provinceProjects } from './province.ts';

export const ledgerRegion = '220421';
export const ledgerTitles = [
  '序号',
  '项目名称',
  '项目代码',
  '建设单位',
  '统一社会信用代码',
  '建设地点',
  '行业代码',
  '所属产业',
  '建设性质',
  '主要建设内容及规模',
  '建设起止年限',
  '计划总投资',
  '2019年计划投资',
  '2020年计划投资',
  '截至2019年底累计完成投资',
  '是否省“三早”',
  '专项债券',
  '中央预算内',
  '资金来源',
  '形象进度',
  '存在问题',
  '包保领导',
  '包保部门',
  '联系人',
  '联系电话',
  '项目阶段',
  '经度',
  '纬度',
  '统计编号',
  '备注',
];

/** Valid in form and check digits, issued to nobody. */
function creditCode(serial: number): string {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let body = '';
  for (let rest = serial, place = 0; place < 6; place++, rest = Math.floor(rest / 31)) body = signs[rest % 31] + body;
  const seventeen = `91${ledgerRegion}MA${body}${organisationCheck(`MA${body}`)}`;
  let sum = 0;
  let weight = 1;
  for (const sign of seventeen) {
    sum += signs.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return seventeen + signs[(31 - (sum % 31)) % 31];
}

/** The ledger as Excel would write it, of invented projects; what a county's clerk would have typed. */
export async function generateLedger(path: string, count: number): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true, useStyles: true });
  const sheet = book.addWorksheet('2020年重点项目');
  sheet.addRow(['某县2020年500万元以上重点项目台账']).commit();
  sheet.addRow(['填报单位：发展和改革局', ...Array(27).fill(null), '单位：万元']).commit();
  sheet.addRow(ledgerTitles).commit();
  let row = 0;
  const firms: string[] = [];
  for (const one of provinceProjects(count, 7)) {
    row++;
    // One enterprise in four rows, as in published lists.
    const firm = Math.floor((row - 1) / 4);
    if (firm === firms.length) firms.push(`${one.countyName}${one.owner.replace(/(股份)?有限(责任)?公司$/, '')}${firm}号有限公司`);
    sheet
      .addRow([
        row,
        `${one.countyName}${one.name}`,
        newProjectCode('2101', ledgerRegion, '04', '01', row),
        firms[firm]!,
        creditCode(firm),
        one.place,
        one.industry,
        one.line,
        one.nature === 'new' ? '新建' : '续建',
        `新建厂房${row % 9000}平方米，配套管网${row % 77}公里及附属设施`,
        `${one.start.slice(0, 4)}-${one.finish.slice(0, 4)}`,
        one.totalYuan / 10_000,
        null,
        (one.annualPlanYuan ?? 0) / 10_000,
        (one.doneBeforeYuan ?? 0) / 10_000,
        row % 9 === 0 ? '是' : '否',
        null,
        row % 31 === 0 ? '是' : null,
        '企业自筹',
        '主体施工',
        null,
        `领导${row % 40}`,
        `部门${row % 60}`,
        '张三',
        `139${String(row).padStart(8, '0')}`,
        '在建',
        125 + (row % 1000) / 10_000,
        42 + (row % 1000) / 10_000,
        row * 7,
        null,
      ])
      .commit();
  }
  sheet.commit();
  await book.commit();
}
