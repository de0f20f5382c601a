import type { ChartPlaces, Box } from './chart-layout.ts'
import type { DrawnLine } from './draw-curves.ts'

/** What lies on the canvas of a chart: enough to draw it again elsewhere. */
export type ChartPicture = Readonly<{ drawn: readonly DrawnLine[]; places: ChartPlaces; plot: Box }>

const pictures = new WeakMap<Element, ChartPicture>()

/** Keeps what a canvas shows as long as the canvas is there, so that whoever saves a chart needs but its element. */
export const keepPicture = (canvas: Element, picture: ChartPicture) => void pictures.set(canvas, picture)

export const pictureOf = (canvas: Element): ChartPicture | undefined => pictures.get(canvas)
