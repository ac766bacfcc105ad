// The bundled Chinese font: a hundred slices, loaded only where the system has no glyph of its own.

import '@fontsource-variable/noto-sans-sc/index.css'

/**
 * Chromium 153 keeps the boxes of some text it shaped before the slice for it came; a change of font
 * features makes it shape all text again. Kerning is on anyway, so switching it on changes nothing else.
 */
export function reshapeWhenSlicesCome(): void {
  let isEven = false
  let isDue = false
  const reshape = () => {
    isDue = false
    isEven = !isEven
    document.documentElement.style.setProperty('--font-features', isEven ? '"kern" 1' : 'normal')
  }
  // Once a frame: two changes within one would be none.
  document.fonts.addEventListener('loadingdone', () => {
    if (isDue) return
    isDue = true
    requestAnimationFrame(reshape)
  })
}
