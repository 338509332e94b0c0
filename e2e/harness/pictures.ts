import type { OpenedWindow } from './open-window.ts'

/** The same place, light and dark: `artifacts/screenshots/NAME-light.png` and `NAME-dark.png`. The window is left light. */
export async function pictures({ page, screenshot }: OpenedWindow, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // What fades from one scheme to the other has come to rest.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    await screenshot(`${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
