// The pages of proofreading.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/proofreading',
    title: { zh: '核稿', en: 'Proofreading' },
    nav: { order: 45, group: 'work', keys: 'g k', short: { zh: '核稿', en: 'Proofread' } },
    may: 'manuscript.read',
    component: () => import('./proofreading.tsx'),
  },
  {
    path: '/proofreading/:region/:id',
    title: { zh: '一份稿件', en: 'A manuscript' },
    may: 'manuscript.read',
    tall: true,
    keys: [
      { keys: 'j k', what: { zh: '下一条、上一条', en: 'Next, previous' } },
      { keys: 'Enter', what: { zh: '处理选中的一条', en: 'Into the chosen one' } },
      { keys: '1 9', what: { zh: '采纳第 1 至 9 个更正方案', en: 'Accept repair 1 to 9' } },
      { keys: 'q', what: { zh: '请作者核实', en: 'Query the author' } },
      { keys: 's', what: { zh: '照原样，说明理由', en: 'It stands, with the reason' } },
      { keys: 'u', what: { zh: '撤回答复', en: 'Take the answer back' } },
      { keys: '[ ]', what: { zh: '在原文的前后位置间移动', en: 'Previous, next place in the text' } },
      { keys: '← →', what: { zh: '在原文的数字间移动', en: 'From figure to figure in the text' } },
    ],
    component: () => import('./manuscript.tsx'),
  },
];
