/** Where a text stops being JSON. Browsers say that in words of their own, some not at all. */

const word =
  // oxlint-disable-next-line no-control-regex -- strings of JSON have none of these
  /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,]/y;

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** Index of the first character that cannot stand where it stands; undefined: the text is JSON. */
export function jsonFault(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at++;
    if (at >= text.length) return expected === 'nothing' ? undefined : at;
    word.lastIndex = at;
    const [found = ''] = word.exec(text) ?? [];
    const next: Expected | undefined = found === '' ? undefined : following(found, expected, open);
    if (next === undefined) return at;
    expected = next;
    at += found.length;
  }
}

/** What may come behind a word; undefined: the word may not stand there. Keeps `open` up to date. */
function following(found: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const closed = (): Expected => {
    open.pop();
    return open.length === 0 ? 'nothing' : ', or end';
  };
  const inside = open.at(-1);
  switch (found) {
    case '{':
    case '[':
      if (expected !== 'value' && expected !== 'value or ]') return undefined;
      open.push(found);
      return found === '{' ? 'key or }' : 'value or ]';
    case '}':
      return expected === 'key or }' || (expected === ', or end' && inside === '{')
        ? closed()
        : undefined;
    case ']':
      return expected === 'value or ]' || (expected === ', or end' && inside === '[')
        ? closed()
        : undefined;
    case ':':
      return expected === ':' ? 'value' : undefined;
    case ',':
      if (expected !== ', or end') return undefined;
      return inside === '{' ? 'key' : 'value';
    default:
      if (expected === 'key' || expected === 'key or }') {
        return found.startsWith('"') ? ':' : undefined;
      }
      if (expected !== 'value' && expected !== 'value or ]') return undefined;
      return inside === undefined ? 'nothing' : ', or end';
  }
}
