/** For component tests: happy-dom lays nothing out, and a list that draws what is in sight would draw nothing. */
export function layOut(height = 600): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => height },
    clientWidth: { configurable: true, get: () => 400 },
  })
}
