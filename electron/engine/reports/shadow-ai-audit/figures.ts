import type { ReportFigure } from '../../../../shared/domain/report.ts'
import type { Population } from './population.ts'

/** The four figures a board remembers: on the cover and in the summary, from the same lines. */
export function headlineFigures({ present, shadow, governed }: Population): readonly ReportFigure[] {
  const severe = (band: 'critical' | 'high') => shadow.filter((row) => row.band === band).length
  const unowned = present.filter((row) => row.ownerState === 'none' || row.ownerState === 'left').length
  return [
    { id: 'shadow', label: 'Agents nobody approved', value: shadow.length, of: present.length, ofWhat: 'agents present' },
    {
      id: 'shadow-severe',
      label: 'Unapproved, at critical or high risk',
      value: severe('critical') + severe('high'),
      of: shadow.length,
      ofWhat: 'unapproved agents',
    },
    { id: 'governed', label: 'Agents with a standing decision', value: governed.length, of: present.length, ofWhat: 'agents present' },
    { id: 'unowned', label: 'Agents nobody owns, or whose owner left', value: unowned, of: present.length, ofWhat: 'agents present' },
  ]
}
