import { useAsk } from '../../app/use-ask.ts'
import { Screen } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import '../../components/second-key/second-key.css'
import { AnswerOther } from './answer-other.tsx'
import { standingOf } from './model.ts'
import './people.css'
import { Persons } from './persons.tsx'
import { Requests } from './requests.tsx'
import { Rule } from './rule.tsx'

/** Who may decide, with which key, what takes two of them, and what waits for one. */
export function PeopleView() {
  const list = useAsk('people.list', {})
  return (
    <Screen title="People" says={list.value === null ? undefined : <span data-testid="people-standing">{standingOf(list.value)}</span>}>
      <Answer of={list}>
        {(value) => (
          <>
            <Requests />
            <Persons list={value} />
            <Rule list={value} />
            <AnswerOther />
          </>
        )}
      </Answer>
    </Screen>
  )
}
