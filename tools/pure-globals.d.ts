// All that words and rules may use beyond the language itself; node and every browser have it. tsconfig.pure.json leaves the rest out.
declare const crypto: { getRandomValues<T extends ArrayBufferView>(array: T): T };
