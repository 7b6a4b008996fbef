/** At most one message in a while: the first at once, of those that follow only the last. */
export interface RateLimited {
  send(text: string): void;
  cancel(): void;
}

/** Passes messages to `say`, at least `ms` apart; a message that is overtaken is never said. */
export function rateLimited(say: (text: string) => void, ms: number): RateLimited {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string | undefined;
  const rest = (): void => {
    timer = undefined;
    if (waiting === undefined) return;
    say(waiting);
    waiting = undefined;
    timer = setTimeout(rest, ms);
  };
  return {
    send(text) {
      if (timer !== undefined) {
        waiting = text;
        return;
      }
      say(text);
      timer = setTimeout(rest, ms);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting = undefined;
    },
  };
}
