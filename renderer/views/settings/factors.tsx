import type { FactorFamily } from '../../../shared/domain/risk.ts'
import { pointWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

const families: readonly (readonly [FactorFamily, string])[] = [
  ['danger', 'Danger: what it can do'],
  ['governance', 'Ungoverned: how little it is governed'],
]

/** How risk is counted: every factor with the most it can give. */
export function Factors() {
  const factors = useAsk('workspace.factors', {})
  return (
    <Section title="How risk is counted" aside="each score is the exact sum of its factors">
      <Answer of={factors}>
        {(list) =>
          families.map(([family, title]) => (
            <table key={family} className="table factors-table">
              <thead>
                <tr>
                  <th>{title}</th>
                  <th>What it looks at</th>
                  <th className="number">At most</th>
                  <th className="number">Version</th>
                </tr>
              </thead>
              <tbody>
                {list
                  .filter((factor) => factor.family === family)
                  .sort((a, b) => b.weight - a.weight)
                  .map((factor) => (
                    <tr key={factor.id}>
                      <td>{factor.title}</td>
                      <td className="quiet">{factor.explains}</td>
                      <td className="number">{pointWords(factor.weight)}</td>
                      <td className="number">{factor.version}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          ))
        }
      </Answer>
    </Section>
  )
}
