import type { MlflowRun } from '../../api/mlflow.ts'
import { parseLenientJson } from '../../lib/lenient-json.ts'
import type { CellText } from '../files/preview/RowsTable.tsx'

/** The tag in which MLflow lists what it logged as tables: `[{"path": "eval.json", "type": "table"}]`. */
const tablesTag = 'mlflow.loggedArtifacts'

/** Paths of the tables that `mlflow.log_table` wrote among a job's artifacts; none when the tag says something else. */
export function loggedTables(tags: MlflowRun['tags']): string[] {
  const text = tags.find(({ key }) => key === tablesTag)?.value
  if (text === undefined) return []
  try {
    const entries: unknown = JSON.parse(text)
    return Array.isArray(entries) ? [...new Set(entries.flatMap(tablePath))] : []
  } catch {
    return []
  }
}

function tablePath(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null || !('path' in entry) || !('type' in entry)) return []
  // It may be a Parquet file, too, which the files' own page shows.
  return entry.type === 'table' && typeof entry.path === 'string' && entry.path.endsWith('.json') ? [entry.path] : []
}

export type LoggedTable = Readonly<{ columns: readonly string[]; rows: readonly (readonly CellText[])[] }>

/** A table as pandas writes one with `orient="split"`: `{"columns": […], "data": [[…], …]}`. Undefined for anything else. */
export function tableFrom(text: string): LoggedTable | undefined {
  let table: unknown
  try {
    table = parseLenientJson(text)
  } catch {
    return undefined
  }
  if (typeof table !== 'object' || table === null || !('columns' in table) || !('data' in table)) return undefined
  const { columns, data } = table
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return undefined
  return {
    columns: columns.map(String),
    // Every element was found to be an array in the line above; what is in them is still unknown.
    rows: (data as unknown[][]).map((row) => row.map(cellText)),
  }
}

const cellText = (value: unknown): CellText =>
  value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)
