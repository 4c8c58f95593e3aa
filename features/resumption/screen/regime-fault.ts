// A refusal of a regime in the words of the form: which field it is about, by the name that stands beside it.
import { type ProblemError, sentenceOf } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { CaseState, stateWords } from '../words.ts';
import { useRegimeWords } from './words-regime.ts';

export function useRegimeFault(): (problem: ProblemError) => string {
  const say = useRegimeWords();
  const pick = usePick();
  const language = useLanguage();
  const nameOf = (path: string): string | undefined => {
    const names = path.split('.').filter((one) => one !== 'regime' && one !== 'content' && one !== 'conditions');
    const [first = '', second = '', third = ''] = names;
    const state = CaseState.options.find((one) => one === second);
    switch (first) {
      case 'zh':
      case 'en':
      case 'code':
      case 'since':
      case 'until':
      case 'basis':
        return say(`field.${first}`);
      case 'validityDays':
        return say('field.validity');
      case 'rectifyDays':
        return say('rectify');
      case 'peopleFrom':
        return say('cond.from');
      case 'peopleTo':
        return say('cond.to');
      case 'thresholds':
        return second in lines ? say(`line.${second as keyof typeof lines}`) : undefined;
      case 'clocks':
        return state && `${pick(stateWords[state])} ${say('clock.days')}`;
      case 'departments':
        return [
          say('dept.list'),
          String(Number(second) + 1),
          third === 'code' || third === 'zh' || third === 'en' ? say(`dept.${third}`) : '',
        ]
          .filter((one) => one !== '')
          .join(' ');
      default:
        return undefined;
    }
  };
  return (problem) => {
    const said = sentenceOf(problem, language);
    const name = problem.field === undefined ? undefined : nameOf(problem.field);
    if (name === undefined || problem.field === undefined) return said;
    return said.includes(problem.field)
      ? said.replace(problem.field, pick({ zh: `“${name}”`, en: `"${name}"` }))
      : `${name}${pick({ zh: '：', en: ': ' })}${said}`;
  };
}

const lines = { temperature: 0, coverDays: 0, isolationDays: 0, perRoom: 0, areaPerPerson: 0 };
