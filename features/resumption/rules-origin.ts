// From where somebody came back: the own county or city, elsewhere in the province, or outside it. Decided by the province a text names, or by
// a place of the own province; a text that names neither is not guessed at, because isolation hangs on it.

/** Provinces by the first two digits of their divisions, as people shorten them. */
const provinces: Readonly<Record<string, string>> = {
  11: '北京',
  12: '天津',
  13: '河北',
  14: '山西',
  15: '内蒙古',
  21: '辽宁',
  22: '吉林',
  23: '黑龙江',
  31: '上海',
  32: '江苏',
  33: '浙江',
  34: '安徽',
  35: '福建',
  36: '江西',
  37: '山东',
  41: '河南',
  42: '湖北',
  43: '湖南',
  44: '广东',
  45: '广西',
  46: '海南',
  50: '重庆',
  51: '四川',
  52: '贵州',
  53: '云南',
  54: '西藏',
  61: '陕西',
  62: '甘肃',
  63: '青海',
  64: '宁夏',
  65: '新疆',
  71: '台湾',
  81: '香港',
  82: '澳门',
};

export type Origin = 'local' | 'province' | 'outside';

export interface OriginSetting {
  /** The county of the roster. */
  region: string;
  /** Divisions of the own province with the names they bear. */
  places: readonly { code: string; name: string }[];
}

/** Answers from where a text is; null when it does not say. */
export type OriginReader = (text: string) => Origin | null;

/** Prepares the names once: a roster asks fifty thousand times. */
export function originReader({ region, places }: OriginSetting): OriginReader {
  const home = provinces[region.slice(0, 2)] ?? '';
  const city = region.slice(0, 4);
  const known = new Map<string, Origin>();
  for (const { code, name } of places) {
    if (code.endsWith('0000')) continue;
    const origin = code.startsWith(city) ? 'local' : 'province';
    // 西安 of 西安区 would be taken for the city of that name: a district is known by its whole name only.
    const spellings = name.endsWith('区') ? [name] : [name, name.replace(/(?<=..)(满族自治县|朝鲜族自治州|自治县|自治州|市|县)$/, '')];
    for (const spelling of spellings) if (known.get(spelling) !== 'local') known.set(spelling, origin);
  }
  const within = (rest: string): Origin | null => {
    for (let length = Math.min(rest.length, 8); length >= 2; length--) {
      const origin = known.get(rest.slice(0, length));
      if (origin) return origin;
    }
    return null;
  };
  const remembered = new Map<string, Origin | null>();
  const read = (text: string): Origin | null => {
    const plain = text
      .normalize('NFKC')
      .replace(/[\s,，、/·-]/g, '')
      .replace(/^中国/, '');
    if (/^(本地|本市|本县|本区|当地|市内|县内|区内|本厂|未离开|未外出|local$)/i.test(plain)) return 'local';
    if (/^(本省|省内)/.test(plain)) return 'province';
    if (/^(省外|境外|国外|外省)/.test(plain)) return 'outside';
    const province = Object.values(provinces).find((name) => plain.startsWith(name));
    // 吉林市 is a city of 吉林省: its name begins as the province's does.
    if (province !== undefined && province !== home) return 'outside';
    if (province === home && province !== undefined)
      return within(plain.slice(province.length).replace(/^(省|自治区)/, '')) ?? within(plain) ?? 'province';
    return within(plain);
  };
  return (text) => {
    const held = remembered.get(text);
    if (held !== undefined) return held;
    const origin = read(text);
    if (remembered.size < 5_000) remembered.set(text, origin);
    return origin;
  };
}
