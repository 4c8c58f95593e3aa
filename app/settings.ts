/** The environment, read once. README names each variable; everything has a default. */

const text = (name: string): string | undefined => process.env[name]?.trim() || undefined;

export const settings = {
  /** A server instead of the embedded PostgreSQL: the owner of the tables. */
  databaseUrl: text('DATABASE_URL'),
  /** The product's own role on that server, when the owner may not make it. */
  databaseAppUrl: text('DATABASE_APP_URL'),
  /** 64 hexadecimal digits; otherwise master.key in the data directory. */
  masterKey: text('SANZAO_MASTER_KEY'),
  /** Listen elsewhere than on this machine alone. */
  host: text('SANZAO_HOST') ?? '127.0.0.1',
  /** The address under which the public reaches the product, for what is printed; otherwise as the caller reached it. */
  publicAddress: text('SANZAO_PUBLIC_ADDRESS')?.replace(/\/+$/, ''),
  /** Addresses of proxies in front of us, comma between them. */
  trustProxy: text('SANZAO_TRUST_PROXY')
    ?.split(',')
    .map((one) => one.trim()),
  /** Show where a fault of ours happened. */
  debug: text('SANZAO_DEBUG') !== undefined,
  /** Where the command was typed; npm runs scripts in the project instead. */
  typedIn: text('INIT_CWD') ?? process.cwd(),
};
