/** The panel of the CPUs: who can go, and what they run next. */
import type { Locator, Page } from '@playwright/test';

export class Cpus {
  readonly region: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'CPUs', exact: true });
  }

  /** The section of an actor: `CPU0`, `device`, `device 1`. */
  actor(name: string): Locator {
    return this.region.getByRole('region', { name: new RegExp(`^${name}, `) });
  }

  step(name: string): Locator {
    return this.region.getByRole('button', { name: `Step ${name}`, exact: true });
  }

  stepOver(name: string): Locator {
    return this.region.getByRole('button', { name: `Step over, ${name}` });
  }

  stepOut(name: string): Locator {
    return this.region.getByRole('button', { name: `Step out, ${name}` });
  }

  runToEnd(name: string): Locator {
    return this.region.getByRole('button', { name: `Run to the end, ${name}` });
  }

  /** The button of an actor that can not go, named by why: `CPU0: done`. */
  halted(name: string, why: string): Locator {
    return this.actor(name).getByRole('button', { name: `${name}: ${why}`, exact: true });
  }

  /** The button of one of the values that an actor's line may choose. */
  choice(name: string, value: number): Locator {
    return this.actor(name).getByRole('button', { name: `${name} chooses ${value}`, exact: true });
  }

  /** All of them; none where its line chooses nothing. */
  choices(name: string): Locator {
    return this.actor(name).getByRole('button', { name: `${name} chooses ` });
  }

  /** The line that an actor runs next. */
  nextLine(name: string): Locator {
    return this.region
      .getByRole('list', { name: `Listing of ${name}`, exact: true })
      .locator('li[aria-current="step"]');
  }

  /** The entry of a function in an actor's call stack; none where the actor is not in it. */
  inCall(name: string, fn: string): Locator {
    return this.actor(name)
      .getByRole('list', { name: `Call stack of ${name}` })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`(^|\\W)${fn}(\\W|$)`) });
  }
}
