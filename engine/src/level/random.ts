// Numbers that look random and are the same for the same seed on every machine: xoshiro128** (Blackman & Vigna 2018), seeded by splitmix32.

export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return (z ^ (z >>> 16)) | 0;
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** 32 bits, from 0 to 2^32 − 1. */
  bits(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** From 0 up to, not reaching, 1. */
  unit(): number {
    return this.bits() * 2.3283064365386963e-10;
  }

  /** A whole number from 0 up to, not reaching, `n`. */
  below(n: number): number {
    return Math.floor(this.bits() * 2.3283064365386963e-10 * n);
  }
}
