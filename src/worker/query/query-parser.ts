/** Reads a question, without asking whether what it names exists. */
import { QueryMistake } from './query-problem.ts';
import {
  comparisons,
  type Condition,
  endings,
  type Name,
  type Path,
  type Span,
  statuses,
  type Term,
} from './query-syntax.ts';
import { queryTokens, type Token } from './query-tokens.ts';

/** Throws a QueryMistake. `actors`: ids of who can be asked for, which decides what is suggested. */
export function parsedQuery(text: string, actors: readonly string[]): Condition {
  const reader = new QueryReader(queryTokens(text), actors);
  return reader.whole();
}

/** Conditions inside each other; more is no question that anybody asks. */
const DEEPEST = 100;

/** What is suggested behind an actor, a word and a number: never more than three. */
const behindActor = 'at, done or waits';
const behindWord = '==, has or says';
const behindNumber = '==, < or >';

class QueryReader {
  readonly #tokens: readonly Token[];
  readonly #actors: readonly string[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], actors: readonly string[]) {
    this.#tokens = tokens;
    this.#actors = actors;
  }

  whole(): Condition {
    const condition = this.#any();
    if (this.#token.kind !== 'end') throw this.#expected('and, or, or nothing more');
    return condition;
  }

  #any(): Condition {
    const of = [this.#all()];
    while (this.#takeWord('or')) of.push(this.#all());
    return joined('any', of);
  }

  #all(): Condition {
    const of = [this.#single()];
    while (this.#takeWord('and')) of.push(this.#single());
    return joined('all', of);
  }

  #single(): Condition {
    if (this.#depth >= DEEPEST) throw new QueryMistake(this.#token, 'this is nested too deeply');
    this.#depth++;
    const condition = this.#bare();
    this.#depth--;
    return condition;
  }

  #bare(): Condition {
    if (this.#takeWord('not')) return { kind: 'not', of: this.#single() };
    if (this.#take('(')) {
      const inner = this.#any();
      if (!this.#take(')')) throw this.#expected('a closing bracket');
      return inner;
    }
    const ending = endings.find((one) => this.#isWord(one));
    if (ending !== undefined && !this.#isContinued()) {
      this.#next++;
      return { kind: 'ending', ending };
    }
    return this.#onTerm();
  }

  #onTerm(): Condition {
    const left = this.#sum();
    if (left.kind === 'word') {
      const said = this.#said(left.path);
      if (said !== undefined) return said;
    }
    const comparison = comparisons.find((sign) => this.#take(sign));
    if (comparison === undefined) {
      throw this.#expected(this.#behind(left));
    }
    return { kind: 'compared', left, comparison, right: this.#sum() };
  }

  #behind(left: Term): string {
    if (left.kind !== 'word') return behindNumber;
    const [name, ...rest] = left.path;
    const isActor = rest.length === 0 && this.#actors.includes(name?.text.toLowerCase() ?? '');
    return isActor ? behindActor : behindWord;
  }

  /** What stands behind a path in words; undefined where none of these words does. */
  #said(path: Path): Condition | undefined {
    if (this.#takeWord('has')) return { kind: 'has', path, bit: this.#name('a flag, as PG_lru') };
    if (this.#takeWord('says')) {
      if (this.#takeWord('pinned')) return { kind: 'says', path, pinned: true };
      if (this.#takeWord('unpinned')) return { kind: 'says', path, pinned: false };
      throw this.#expected('pinned or unpinned');
    }
    if (this.#takeWord('on')) {
      if (!this.#takeWord('no'))
        return { kind: 'on', path, list: this.#path('a list, or no list') };
      if (!this.#takeWord('list')) throw this.#expected('list, as in “on no list”');
      return { kind: 'on', path };
    }
    if (this.#takeWord('at')) return this.#at(path);
    if (this.#takeWord('held')) {
      return this.#takeWord('by')
        ? { kind: 'held', path, by: this.#path('a CPU, as cpu0') }
        : { kind: 'held', path };
    }
    const status = statuses.find((word) => this.#takeWord(word));
    return status === undefined ? undefined : { kind: 'status', actor: path, status };
  }

  #at(actor: Path): Condition {
    const fn = this.#name('a function, as put_page or put_page:17');
    if (!this.#take(':')) return { kind: 'at', actor, fn };
    const token = this.#token;
    const number = Number(token.text);
    if (token.kind !== 'number' || !Number.isSafeInteger(number)) {
      throw this.#expected('the number of a line');
    }
    this.#next++;
    return { kind: 'at', actor, fn, line: { at: token.at, length: token.length, number } };
  }

  #sum(): Term {
    let left = this.#term();
    for (;;) {
      const operator = this.#take('+') ? '+' : this.#take('-') ? '-' : undefined;
      if (operator === undefined) return left;
      left = { kind: 'sum', left, operator, right: this.#term() };
    }
  }

  #term(): Term {
    const what = 'a page, a word as P.word8, or a CPU';
    const token = this.#token;
    if (this.#take('-')) return { kind: 'number', value: -this.#number() };
    if (token.kind === 'number') return { kind: 'number', value: this.#number() };
    if (this.#take('&')) return { kind: 'address', path: this.#path('what the address is of') };
    const path = this.#path(what);
    const [name] = path;
    if (name === undefined || path.length > 1 || !this.#take('(')) return { kind: 'word', path };
    const of = this.#path('a page, as in pins(P)');
    if (!this.#take(')')) throw this.#expected('a closing bracket');
    return { kind: 'of', name, path: of };
  }

  #number(): bigint {
    const token = this.#token;
    if (token.kind !== 'number') throw this.#expected('a number');
    if (!/^(0x[0-9a-fA-F]{1,16}|\d{1,20})$/.test(token.text)) {
      throw new QueryMistake(token, `${token.text} is no number of 64 bits`);
    }
    this.#next++;
    return BigInt(token.text);
  }

  #path(what: string): Path {
    const path = [this.#name(what)];
    while (this.#take('.')) path.push(this.#name('the name of a field'));
    return path;
  }

  #name(what: string): Name {
    const { kind, text, at, length } = this.#token;
    if (kind !== 'name') throw this.#expected(what);
    this.#next++;
    return { text, at, length };
  }

  get #token(): Token {
    const token = this.#tokens[this.#next] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('a question has no end');
    return token;
  }

  #isWord(word: string): boolean {
    return this.#token.kind === 'name' && this.#token.text === word;
  }

  /** Whether a word goes on as a path: somebody may have called a page `rest`. */
  #isContinued(): boolean {
    const after = this.#tokens[this.#next + 1];
    return after?.kind === 'sign' && ![')'].includes(after.text);
  }

  #takeWord(word: string): boolean {
    return this.#taken(this.#isWord(word));
  }

  #take(sign: string): boolean {
    return this.#taken(this.#token.kind === 'sign' && this.#token.text === sign);
  }

  #taken(is: boolean): boolean {
    if (is) this.#next++;
    return is;
  }

  #expected(what: string): QueryMistake {
    const token: Span & Token = this.#token;
    const hint = token.text === '=' ? '; equal is written ==' : '';
    const found =
      token.kind === 'end' ? 'something is missing' : `“${token.text}” does not fit here`;
    return new QueryMistake(token, `${found}; expected ${what}${hint}`);
  }
}

function joined(kind: 'all' | 'any', of: readonly Condition[]): Condition {
  const [only, ...more] = of;
  return only !== undefined && more.length === 0 ? only : { kind, of };
}
