/** Trainyard's mark: a track that branches. Decorative; the name stands beside it. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M9 26V6" />
        <path d="M9 20c0-7 14-5 14-14" />
        <path d="M23 26V16" opacity=".6" />
      </g>
    </svg>
  )
}
