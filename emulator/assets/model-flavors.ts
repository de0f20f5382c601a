import { text } from 'node:stream/consumers'
import { parse } from 'yaml'
import { z } from 'zod'
import type { EmulatorContext } from '../context.ts'
import { locateData } from '../jobs/data-location.ts'

/** https://mlflow.org/docs/latest/ml/model/#mlmodel-file */
const modelFile = z.looseObject({ flavors: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()) })

/** An `MLmodel` describes a model and holds none of it, so a longer file is something else. */
const maxSize = 1024 * 1024

export type Flavors = Record<string, { data: Record<string, string> }>

/**
 * The flavors that the `MLmodel` file of an MLflow model lists, their settings as texts, as the service has them.
 * @param uri the model's folder
 * @returns undefined when there is no such file here, or none that can be read
 */
export async function readFlavors(
  ctx: EmulatorContext,
  workspaceId: string,
  uri: string,
): Promise<Flavors | undefined> {
  try {
    const place = locateData(ctx, workspaceId, uri, 'models')
    if (place.kind === 'web') return undefined
    const name = `${place.name.replace(/\/$/, '')}/MLmodel`
    const blob = ctx.blobs.get(place.container, name)
    if (!blob || blob.size > maxSize) return undefined
    const { flavors } = modelFile.parse(parse(await text(ctx.blobs.read(place.container, name))))
    return Object.fromEntries(Object.entries(flavors).map(([flavor, data]) => [flavor, { data: textsOf(data ?? {}) }]))
  } catch {
    // A model is registered whatever its files hold.
    return undefined
  }
}

const textsOf = (data: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
