/** Resolves when the page has nothing better to do. Some browsers cannot say, and are asked a moment later. */
export const whenIdle = (): Promise<unknown> =>
  new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve))
