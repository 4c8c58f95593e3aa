// What the whole country knows, as dated data: names that organisations bore until a reform, events that a text's dates can be held against.
// Every row says until when and on what authority; nothing here is about one text. An office's own names and events come from its tables.
import type { Knowledge } from './rules-model.ts';

/** Local bodies were to be reformed by the end of March 2019: 中共中央《关于地方机构改革有关问题的指导意见》 (2018). */
const reform2019 = '2019-03-31';

const renamed: readonly [name: string, until: string, successor: string][] = [
  ['卫生和计划生育委员会', '2018-03-31', '卫生健康委员会'],
  ['卫生和计划生育局', reform2019, '卫生健康局'],
  ['卫生计生委', reform2019, '卫生健康委员会'],
  ['卫计委', reform2019, '卫生健康委员会'],
  ['卫计局', reform2019, '卫生健康局'],
  ['计生局', reform2019, '卫生健康局'],
  ['国土资源局', reform2019, '自然资源局'],
  ['国土资源厅', reform2019, '自然资源厅'],
  ['国土局', reform2019, '自然资源局'],
  ['环境保护局', reform2019, '生态环境局'],
  ['环境保护厅', reform2019, '生态环境厅'],
  ['环保局', reform2019, '生态环境局'],
  ['环保厅', reform2019, '生态环境厅'],
  ['安全生产监督管理局', reform2019, '应急管理局'],
  ['安监局', reform2019, '应急管理局'],
  ['工商行政管理局', reform2019, '市场监督管理局'],
  ['工商局', reform2019, '市场监督管理局'],
  ['质量技术监督局', reform2019, '市场监督管理局'],
  ['质监局', reform2019, '市场监督管理局'],
  ['食品药品监督管理局', reform2019, '市场监督管理局'],
  ['食药监局', reform2019, '市场监督管理局'],
  ['农业委员会', reform2019, '农业农村局'],
  ['农委', reform2019, '农业农村局'],
  ['旅游发展委员会', reform2019, '文化和旅游局'],
  ['旅游局', reform2019, '文化和旅游局'],
  ['文广新局', reform2019, '文化广电和旅游局'],
  ['民族宗教局', reform2019, '民族宗教事务局'],
  ['国家税务局', '2018-07-20', '税务局'],
  ['地方税务局', '2018-07-20', '税务局'],
  ['国税局', '2018-07-20', '税务局'],
  ['地税局', '2018-07-20', '税务局'],
  ['法制办公室', reform2019, '司法局'],
  ['法制办', reform2019, '司法局'],
  ['银监会', '2018-04-08', '银行保险监督管理委员会'],
  ['保监会', '2018-04-08', '银行保险监督管理委员会'],
  ['银保监会', '2023-05-18', '国家金融监督管理总局'],
  ['扶贫开发办公室', '2021-06-30', '乡村振兴局'],
  ['扶贫办', '2021-06-30', '乡村振兴局'],
];

export const countryKnowledge: Pick<Knowledge, 'organisations' | 'events'> = {
  organisations: renamed.map(([name, until, successor]) => ({ name, from: null, until, successor })),
  events: [
    {
      id: 'outbreak-2020',
      place: null,
      from: '2020-01-25',
      until: null,
      kind: 'outbreak',
      words: {
        zh: '全国30个省区市已于1月25日前启动重大突发公共卫生事件一级响应',
        en: 'thirty provinces had begun their highest public health response by 25 January',
      },
      source: '央视网2020-01-26《30省份启动重大突发公共卫生事件一级响应》',
    },
    {
      id: 'jilin-resumption-filing-2020',
      place: '吉林省',
      from: '2020-02-19',
      until: null,
      kind: 'abolished',
      words: {
        zh: '全省自2月19日零时起取消复工审批，改为报备',
        en: 'the province had replaced approval of resumption by filing from 19 February',
      },
      source: '吉卫明电〔2020〕117号',
    },
    {
      id: 'liaoyuan-checkpoints-2020',
      place: '辽源市',
      from: '2020-02-19',
      until: null,
      kind: 'lifted',
      words: { zh: '全市已撤除市、县、乡、村之间的省内道路卡点', en: 'road checkpoints inside the province had been lifted' },
      source: '辽源市疫情防控公告第5号',
    },
    {
      id: 'jilin-level-three-2020',
      place: '吉林省',
      from: '2020-03-20',
      until: null,
      kind: 'level',
      words: { zh: '全省应急响应由二级调整为三级', en: 'the province went from the second to the third level' },
      source: '吉林网络广播电视台2020-03-20',
    },
  ],
};
