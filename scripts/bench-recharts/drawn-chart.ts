/** One chart with all its series, as the bench hands it to the page. */
export type DrawnChart = {
  name: string
  series: { name: string; points: { step: number; value: number }[] }[]
}
