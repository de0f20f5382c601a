/** Why the emulator cannot start, in one sentence for the person at the terminal. */
export class StartError extends Error {
  readonly exitCode: number

  /** @param exitCode 1 something is missing, 2 wrong flags, 3 data folder, 4 port */
  constructor(exitCode: 1 | 2 | 3 | 4, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}
