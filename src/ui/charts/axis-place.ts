import type { Extent, ScaleKind } from '../../lib/series/series-types.ts'

/**
 * Where values lie on an axis: `pixel = start + (f(value) - origin) * factor`, `f` being the decimal logarithm on a
 * logarithmic axis and nothing on a linear one. Plain numbers, because a chart places hundreds of thousands of vertices.
 */
export type AxisPlace = Readonly<{ isLog: boolean; origin: number; start: number; factor: number }>

/** @param pixels where the ends of the domain lie */
export function placeAxis(scale: ScaleKind, domain: Extent, pixels: Extent): AxisPlace {
  const isLog = scale === 'log'
  const [from, to] = isLog ? [Math.log10(domain[0]), Math.log10(domain[1])] : domain
  return { isLog, origin: from, start: pixels[0], factor: (pixels[1] - pixels[0]) / (to - from) }
}

/** NaN or infinite for what has no place, as 0 on a logarithmic axis. */
export const pixelOf = (place: AxisPlace, value: number): number =>
  place.start + ((place.isLog ? Math.log10(value) : value) - place.origin) * place.factor

/** The way back of `pixelOf`. */
export function valueOf(place: AxisPlace, pixel: number): number {
  const value = place.origin + (pixel - place.start) / place.factor
  return place.isLog ? 10 ** value : value
}
