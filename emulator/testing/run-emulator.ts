import { runEmulator } from '../main.ts'

/** The emulator as a process of its own, for tests that end it by signal. Argument: the data folder. */
await runEmulator({ dataDir: process.argv[2] ?? '', port: 0 })
