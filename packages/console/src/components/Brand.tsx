export function BrandMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M5 4v24M27 4v24M10 7h12M10 12h12" stroke="currentColor" strokeWidth="2.8" />
      <path
        d="M9.5 19.5c2.2-2.1 4.3-2.1 6.5 0s4.3 2.1 6.5 0M9.5 25.5c2.2-2.1 4.3-2.1 6.5 0s4.3 2.1 6.5 0"
        stroke="#35c2b5"
        strokeWidth="2.6"
      />
    </svg>
  )
}
