import { visibleText } from '../../../../shared/base/visible-text.ts'
import type { Duty } from '../../../../shared/contract/duty.ts'

/** Octets of a line of a calendar, without its end (RFC 5545, 3.1). */
const widest = 75

/**
 * What is due as an iCalendar text (RFC 5545): one event a day it is due on, so that a calendar is not flooded. Names are strangers'
 * text: escaped, with what is hidden in them made visible.
 */
export function calendarOf({ items, now }: Pick<Duty, 'items' | 'now'>): { readonly text: string; readonly events: number } {
  const days = [...Map.groupBy(items, ({ due }) => due.at.slice(0, 10))].sort(([one], [other]) => (one < other ? -1 : 1))
  const events = days.flatMap(([day, of]) => [
    'BEGIN:VEVENT',
    `UID:decisions-${day}@rollcall.invalid`,
    `DTSTAMP:${now.replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${escaped(of.length === 1 ? '1 agent is to be decided' : `${of.length} agents are to be decided`)}`,
    `DESCRIPTION:${escaped(of.map(({ row, tell }) => `${row.name} (${row.band})${tell.length === 0 ? '' : `: tell ${tell.join(', ')}`}`).join('\n'))}`,
    'END:VEVENT',
  ])
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Rollcall//Decisions due//EN', ...events, 'END:VCALENDAR']
  return { text: `${lines.map(folded).join('\r\n')}\r\n`, events: days.length }
}

function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => visibleText(line, 500).replace(/[\\;,]/g, (mark) => `\\${mark}`))
    .join('\\n')
}

/** Long lines go on behind a space, cut between characters. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > widest) {
      parts.push(part)
      part = ' '
    }
    part += character
  }
  return [...parts, part].join('\r\n')
}
