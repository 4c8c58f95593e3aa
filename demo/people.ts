// The invented people of the demo region: one for each kind of work, so that a visitor can enter as any of them. It decides who they are and which
// post they hold where; what a role may do is decided by the accounts room. Passwords are not here: nobody signs in with one in the demo.

export type DemoRole = 'clerk' | 'owner' | 'officer' | 'leader' | 'dispatcher' | 'auditor' | 'administrator';

export type DemoPerson = {
  login: string;
  role: DemoRole;
  /** The division the post belongs to; 220400 is the city. */
  region: string;
  name: string;
  nameEn: string;
  organisation: string;
  organisationEn: string;
  post: string;
  postEn: string;
  /** First day in the post. */
  since: string;
  /** One line for the entry page: what this person comes to do. */
  purpose: string;
  purposeEn: string;
};

type Work = Pick<DemoPerson, 'role' | 'post' | 'postEn' | 'purpose' | 'purposeEn'>;

const CLERK: Work = {
  role: 'clerk',
  post: '项目中心综合科科员',
  postEn: 'Clerk, general section, project centre',
  purpose: '导入台账、核对疑点、维护项目库',
  purposeEn: 'Imports the ledger, settles doubtful cells, keeps the register',
};

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    ...CLERK,
    login: 'dongfeng.clerk',
    region: '220421',
    name: '苗砚秋',
    nameEn: 'Miao Yanqiu',
    organisation: '东丰县项目中心',
    organisationEn: 'Project Centre of Dongfeng County',
    since: '2018-03-01',
  },
  {
    ...CLERK,
    login: 'longshan.clerk',
    region: '220402',
    name: '栾知衡',
    nameEn: 'Luan Zhiheng',
    organisation: '龙山区项目中心',
    organisationEn: 'Project Centre of Longshan District',
    since: '2019-06-01',
  },
  {
    ...CLERK,
    login: 'xian.clerk',
    region: '220403',
    name: '厉云舒',
    nameEn: 'Li Yunshu',
    organisation: '西安区项目中心',
    organisationEn: "Project Centre of Xi'an District",
    since: '2017-09-01',
  },
  {
    ...CLERK,
    login: 'dongliao.clerk',
    region: '220422',
    name: '茅景和',
    nameEn: 'Mao Jinghe',
    organisation: '东辽县项目中心',
    organisationEn: 'Project Centre of Dongliao County',
    since: '2020-01-02',
  },
  {
    login: 'owner',
    role: 'owner',
    region: '220421',
    name: '阮沐阳',
    nameEn: 'Ruan Muyang',
    organisation: '东丰县棠鹿生物科技有限公司',
    organisationEn: 'Dongfeng Tanglu Biotechnology Co., Ltd.',
    post: '项目部经理',
    postEn: 'Manager, project department',
    since: '2018-05-01',
    purpose: '查看并报送本企业项目情况',
    purposeEn: 'Sees and reports the projects of the own enterprise',
  },
  {
    login: 'department',
    role: 'officer',
    region: '220421',
    name: '宓知远',
    nameEn: 'Mi Zhiyuan',
    organisation: '东丰县农业农村局',
    organisationEn: 'Agriculture and Rural Affairs Bureau of Dongfeng County',
    post: '项目科科长',
    postEn: 'Head, project section',
    since: '2019-03-01',
    purpose: '查看分管行业的项目',
    purposeEn: 'Sees the projects of the own sector',
  },
  {
    login: 'leader',
    role: 'leader',
    region: '220421',
    name: '符望舒',
    nameEn: 'Fu Wangshu',
    organisation: '东丰县人民政府',
    organisationEn: "People's Government of Dongfeng County",
    post: '分管项目工作的县领导',
    postEn: 'County leader in charge of projects',
    since: '2019-01-10',
    purpose: '看数、看进度、作批示',
    purposeEn: 'Reads the figures and gives instructions',
  },
  {
    login: 'dispatcher',
    role: 'dispatcher',
    region: '220400',
    name: '隗长庚',
    nameEn: 'Wei Changgeng',
    organisation: '辽源市项目中心',
    organisationEn: 'Project Centre of Liaoyuan City',
    post: '调度科科长',
    postEn: 'Head, dispatch section',
    since: '2016-04-01',
    purpose: '汇总四县区、催报、调度',
    purposeEn: 'Brings the four counties together and asks after what is missing',
  },
  {
    login: 'auditor',
    role: 'auditor',
    region: '220400',
    name: '龚南乔',
    nameEn: 'Gong Nanqiao',
    organisation: '辽源市审计局',
    organisationEn: 'Audit Bureau of Liaoyuan City',
    post: '投资审计科审计员',
    postEn: 'Auditor, investment audit section',
    since: '2017-07-01',
    purpose: '查验留痕、核对数据来源',
    purposeEn: 'Verifies the chain of entries and where each figure comes from',
  },
  {
    login: 'administrator',
    role: 'administrator',
    region: '220400',
    name: '祖启桐',
    nameEn: 'Zu Qitong',
    organisation: '辽源市政务服务和数字化建设管理局',
    organisationEn: 'Government Services and Digital Administration of Liaoyuan City',
    post: '系统管理员',
    postEn: 'System administrator',
    since: '2019-02-01',
    purpose: '管理机构、岗位和账号',
    purposeEn: 'Keeps organisations, posts and accounts',
  },
];
