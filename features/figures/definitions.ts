// One definition per figure, in words and as a formula, versioned and dated. The formula names what the code in rules.ts adds up; a change of
// either is a new version with a new date, and the old one stays readable.
import type { FigureUnit } from '../../vocabulary/figure.ts';

export interface Definition {
  id: string;
  version: string;
  from: string;
  unit: FigureUnit;
  zh: string;
  en: string;
  formula: string;
}

const since = '2020-01-01';
const define = (id: string, unit: FigureUnit, zh: string, en: string, formula: string): Definition => ({
  id,
  version: '1',
  from: since,
  unit,
  zh,
  en,
  formula,
});

export const definitions = {
  'projects.count': define(
    'projects.count',
    'count',
    '本年度计划内、未出库的项目个数；一个项目列入几张名单也只数一次。',
    "Projects on this year's plan that have not left the register; a project on several lists is counted once.",
    'count(year lines: pool = annual, not left)',
  ),
  'projects.total': define(
    'projects.total',
    'yuan',
    '本年度计划内项目的计划总投资之和；未填总投资的项目不计入，另行列出个数。',
    "Sum of the planned total investment of this year's projects; projects without a stated total are left out and counted apart.",
    'sum(total investment: pool = annual, not left)',
  ),
  'projects.plan': define(
    'projects.plan',
    'yuan',
    '本年度计划内项目的年度计划投资之和（与“当年计划完成投资”同一口径）；未填的不计入，另行列出个数。',
    "Sum of the annual plan of this year's projects; projects without a stated plan are left out and counted apart.",
    'sum(annual plan: pool = annual, not left)',
  ),
  'projects.plan-share': define(
    'projects.plan-share',
    'ratio',
    '年度计划投资占计划总投资的比重；只计总投资和年度计划都已填写的范围合计。',
    'Annual plan as a share of total investment.',
    'projects.plan ÷ projects.total',
  ),
  'projects.average': define(
    'projects.average',
    'yuan',
    '平均每个项目的计划总投资；分母为已填总投资的项目个数。',
    'Average total investment of a project; the denominator is the projects that state a total.',
    'projects.total ÷ count(total stated)',
  ),
  'projects.plan-growth': define(
    'projects.plan-growth',
    'ratio',
    '年度计划投资比上年增长；只有范围内每个已报县区都有上年基数时才计算，基数随数字列出。',
    'Growth of the annual plan over the year before; computed only when every reporting county has a base, and printed with it.',
    'projects.plan(year) ÷ projects.plan(year − 1) − 1',
  ),
  'projects.count-growth': define(
    'projects.count-growth',
    'ratio',
    '项目个数比上年增长；上年须有完整台账，仅有上年投资基数的不算。',
    'Growth of the number of projects; needs a complete ledger of the year before.',
    'projects.count(year) ÷ projects.count(year − 1) − 1',
  ),
  'projects.natureless': define(
    'projects.natureless',
    'count',
    '未说明新建还是续建的项目个数。',
    'Projects whose nature (new or continuing) is not stated.',
    'count(nature unstated)',
  ),
  'projects.nature-inferred': define(
    'projects.nature-inferred',
    'count',
    '新建或续建是按开工年份规则推定、而非台账写明的项目个数。',
    'Projects whose nature was inferred from the start year, not stated.',
    'count(nature by rule)',
  ),
  'projects.total-unstated': define(
    'projects.total-unstated',
    'count',
    '没有填计划总投资的项目个数，不在总投资合计内。',
    'Projects that state no total investment; not in the sums.',
    'count(total unstated)',
  ),
  'projects.plan-unstated': define(
    'projects.plan-unstated',
    'count',
    '没有填年度计划投资的项目个数，不在年度计划合计内。',
    'Projects that state no annual plan; not in the sums.',
    'count(plan unstated)',
  ),
  'reserve.count': define(
    'reserve.count',
    'count',
    '谋划储备池内的项目个数，与本年度计划分开统计，不相加。',
    "Projects in the reserve, counted apart from this year's plan and never added to it.",
    'count(year lines: pool = reserve, not left)',
  ),
  'reserve.total': define(
    'reserve.total',
    'yuan',
    '谋划储备项目的计划总投资之和；属谋划意向，不是已落实投资。',
    'Sum of the planned total investment of reserve projects; an intention, not money in place.',
    'sum(total investment: pool = reserve, not left)',
  ),
  'lists.count': define(
    'lists.count',
    'count',
    '列入该名单的本年度项目个数。名单之间可以重叠，各名单数字不可相加。',
    "This year's projects on the list. Lists overlap: their numbers must not be added.",
    'count(open memberships: list)',
  ),
  'lists.total': define(
    'lists.total',
    'yuan',
    '列入该名单的项目计划总投资之和。',
    'Sum of the total investment of projects on the list.',
    'sum(total investment: list)',
  ),
  'lists.plan': define(
    'lists.plan',
    'yuan',
    '列入该名单的项目年度计划投资之和。',
    'Sum of the annual plan of projects on the list.',
    'sum(annual plan: list)',
  ),
  'counties.reported': define(
    'counties.reported',
    'count',
    '已报本年度台账的县（市、区）个数；未报的不当作零。',
    "Counties that reported this year's ledger; a county that has not is unreported, not zero.",
    'count(counties with a confirmed ledger) of count(counties)',
  ),
} as const satisfies Record<string, Definition>;

export type DefinitionId = keyof typeof definitions;
