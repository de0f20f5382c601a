import type { LineLook } from './line-look.ts'

/** A short piece of a line, as it is drawn, beside its name. */
export function LookSwatch({ color, dash }: LineLook) {
  return (
    <svg width="24" height="10" viewBox="0 0 24 10" aria-hidden="true" focusable="false">
      <line
        x1="0"
        y1="5"
        x2="24"
        y2="5"
        stroke={color}
        strokeWidth="2.5"
        strokeDasharray={dash.join(' ') || undefined}
      />
    </svg>
  )
}
