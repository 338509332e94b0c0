import { z } from 'zod'

/** A day of the calendar, `2026-12-31`. */
export const day = z.iso.date({ error: 'This is no day of the calendar; write it as 2026-12-31.' })
