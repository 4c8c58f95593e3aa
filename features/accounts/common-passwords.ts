// Passwords that too many people choose, here and abroad, kept as roots instead of a long list: a password is common when, after its
// disguises are taken off, it is a root, a root with a tail that people add, a run on the keyboard, a date with a name before it, a phone-like number, or
// one thing said again. Sources: published lists of leaked passwords (their tops agree), and the habits of Chinese users in them.

const roots = new Set(
  `password passw0rd passwd pass admin administrator root user guest test demo login welcome master manager system server oracle secret default changeme letmein
  iloveyou loveyou love lovely princess sunshine monkey dragon shadow superman batman football baseball basketball soccer hockey killer hunter ranger
  michael jordan jessica jennifer ashley charlie thomas daniel george andrew robert william computer internet google apple iphone samsung huawei xiaomi
  starwars pokemon whatever trustno freedom summer winter spring autumn flower orange banana cookie chocolate pepper ginger tigger buster
  qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc edcrfv qweasd qweasdzxc asdzxc poiuyt lkjhgf mnbvcxz
  abc abcd abcde abcdef abcdefg abcdefgh aaa aabbcc abcabc
  woaini woaiwojia woaizhongguo woaizuguo woailaopo woailaogong woaimama woaibaba woaibeijing wojiushiwo woshishui nihao nihaoma zhongguo zhonghua
  beijing shanghai guangzhou shenzhen jilin changchun liaoyuan siping dongbei dongfeng dongliao longshan haerbin shenyang dalian
  mima mimamima wodemima zhanghao denglu guanliyuan yonghu ceshi xitong zhengfu zhengwu fagaiju fgw fagaiwei xiangmu xiangmuzhongxin sanzao sanzaosanzhua taizhang
  baobao baobei laopo laogong mama baba gege jiejie meimei didi wangba tiancai shabi caonima nimabi kaixin kuaile xingfu pingan jiankang facai gongxifacai
  xinnian xinniankuaile shengri shengrikuaile zhangwei wangwei liwei zhangsan lisi wangwu zhaoliu liuyang chenchen
  我爱你 我爱中国 中国 密码 管理员 你好 北京 吉林 辽源`
    .split(/\s+/)
    .filter(Boolean),
);

/** Numbers that people type for their sound or their ease. */
const numbers = new Set(
  `0 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 123123 123321 123123123 112233 11223344 1122334455 121212 147258 147258369 159357 159753
  654321 987654321 9876543210 87654321 88888 888888 8888888 88888888 66666 666666 66666666 168168 168888 518518 520 5201314 5211314 1314 1314520 13145201314 1314521 3344520 521 521521 520520
  7758521 7758258 5845201314 5845211314 110110 110119 119 110 911 10086 10010 2008 2019 2020 2021 2022 2023 2024 2025 2026 1949 19491001 007 666 888 999 000 111 100200 135790 13579 24680 246810 1357924680`
    .split(/\s+/)
    .filter(Boolean),
);

const keyboard = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '!@#$%^&*()',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
];
const runs = [...keyboard, ...keyboard.map((row) => [...row].reverse().join(''))].map((row) => row + row);

const disguises: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' };

const isRun = (text: string): boolean => text.length >= 3 && runs.some((row) => row.includes(text));
const isDate = (digits: string): boolean =>
  /^(19|20)\d{2}(0?[1-9]|1[0-2])(0?[1-9]|[12]\d|3[01])$/.test(digits) || /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits);
const isNumberHabit = (digits: string): boolean =>
  numbers.has(digits) ||
  isRun(digits) ||
  isDate(digits) ||
  /^(19|20)\d{2}$/.test(digits) ||
  /^1[3-9]\d{9}$/.test(digits) ||
  repeated(digits) !== undefined ||
  madeOfNumbers(digits);

/** Habits said one after another: 5201314 and 520. */
function madeOfNumbers(digits: string): boolean {
  if (!/^\d{6,24}$/.test(digits)) return false;
  const ends = [true];
  for (let to = 1; to <= digits.length; to++) {
    ends[to] = false;
    for (let from = Math.max(0, to - 10); from <= to - 3; from++)
      if (ends[from] && (numbers.has(digits.slice(from, to)) || isRun(digits.slice(from, to)))) ends[to] = true;
  }
  return ends[digits.length] === true;
}

/** The piece that a text says again and again: 'abab' is 'ab'. */
function repeated(text: string): string | undefined {
  for (let length = 1; length <= text.length / 2; length++)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text) return text.slice(0, length);
  return undefined;
}

const isHabit = (part: string): boolean => part === '' || roots.has(part) || isNumberHabit(part) || isRun(part) || /^(.)\1*$/.test(part);

/** True when a password is one that many people choose. `plain` is in lower case. */
export function isCommonPassword(plain: string): boolean {
  const piece = repeated(plain);
  if (piece !== undefined && (piece.length <= 4 || isCommonPassword(piece))) return true;
  const bare = plain.replace(/[!@#$%^&*()_+\-=.,?~。！，]+$/u, '').replace(/^[!@#$%^&*.]+/u, '');
  for (const text of new Set([plain, bare])) {
    if (isHabit(text)) return true;
    const undisguised = [...text].map((sign) => disguises[sign] ?? sign).join('');
    if (roots.has(undisguised)) return true;
    // Habits strung together: a word and a number, a number and a word, a word, a sign and a number.
    const parts = text.split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u);
    const small = parts.filter((part) => /^[a-z]{1,2}$/.test(part));
    if (
      parts.length <= 4 &&
      small.length <= 1 &&
      parts.every((part) => isHabit(part) || small.includes(part)) &&
      parts.join('').length <= 20
    )
      return true;
    // A surname or initials with a birthday.
    const born = /^[a-z]{1,8}[^a-z0-9]?(\d{6,8})$/.exec(text);
    if (born && isDate(born[1]!)) return true;
    const tail = /^(.+?)(\d{1,8})$/u.exec(text);
    if (
      tail &&
      isNumberHabit(tail[2]!) &&
      roots.has(
        [...tail[1]!]
          .map((sign) => disguises[sign] ?? sign)
          .join('')
          .replace(/[^\p{L}]+$/u, ''),
      )
    )
      return true;
  }
  return false;
}
