// The page's policy allows only styles that carry the nonce of the answer. The theme asks for it; a few parts of libraries write a style element
// without asking, so every style element made by script is given it. Must be imported before anything that draws.
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = make(name, options);
  if (nonce && name.toLowerCase() === 'style') element.nonce = nonce;
  return element;
}) as typeof document.createElement;
