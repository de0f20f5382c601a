import type { SpecFile } from '../spec-file.ts'
import { cliCode } from './cli-code.ts'
import type { CodeTarget } from './code-target.ts'
import { pythonCode } from './python-code.ts'
import { restCode } from './rest-code.ts'

export type CodeLanguage = 'cli' | 'python' | 'rest'

/**
 * Code that sends to Azure ML what a YAML file describes, to be run by whoever takes it away: bash with the Azure CLI,
 * Python with azure-ai-ml, or bash with curl. Local paths in it start where the YAML file would be.
 *
 * Names and texts may hold anything: in the code they are data, whatever they look like.
 *
 * @param file what the text was read as
 * @param text the YAML, which the CLI gets as it is
 */
export function generateCode(language: CodeLanguage, file: SpecFile, text: string, target: CodeTarget): string {
  return generators[language](file, text, target)
}

const generators: Record<CodeLanguage, (file: SpecFile, text: string, target: CodeTarget) => string> = {
  cli: cliCode,
  python: (file, _, target) => pythonCode(file, target),
  rest: (file, _, target) => restCode(file, target),
}
